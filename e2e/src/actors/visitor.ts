import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-sse';

/** The router's answer, loosely typed: a test looks at what it asked for. */
export type Answer = {
  readonly status: number;
  readonly data: any;
  readonly errors: readonly GraphQLFormattedError[];
  readonly headers: Headers;
};

/** Answers of a subscription, one after another. */
export type Following = {
  next(): Promise<any>;
  stop(): void;
};

/** A browser without a screen: it keeps cookies as browsers do, and the access token in memory as the client does. */
export type Visitor = {
  /** Asks the graph; never throws for what the router answers. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks the graph and gives the data; throws when the answer has errors. */
  read(query: string, variables?: Record<string, unknown>): Promise<any>;
  /** Sends any body, for requests that no client would make. */
  post(body: string, headers?: Record<string, string>): Promise<Answer>;
  /** Subscribes as the client does, again and again when it is cut off. To be stopped. */
  follow(query: string, variables?: Record<string, unknown>): Following;
  /** Goes to another address of the same shop, with cookies and token. */
  moveTo(url: string): void;
  readonly cookies: Map<string, string>;
  accessToken: string | null;
};

/** A browser that comes to the shop at `address` for the first time. */
export function createVisitor(address: string): Visitor {
  let url = address;
  const cookies = new Map<string, string>();

  const post = async (body: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(visitor.accessToken !== null && { authorization: `Bearer ${visitor.accessToken}` }),
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      },
      body,
    });
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    const text = await response.text();
    const json = parseJson(text);
    return { status: response.status, data: json.data, errors: json.errors ?? [], headers: response.headers };
  };
  const ask: Visitor['ask'] = (query, variables) => post(JSON.stringify({ query, variables }));

  const visitor: Visitor = {
    post,
    ask,
    read: async (query, variables) => {
      const { data, errors } = await ask(query, variables);
      if (errors.length > 0) throw new Error(`${query.slice(0, 120)} was answered with ${JSON.stringify(errors)}`);
      return data;
    },
    follow: (query, variables = {}) => {
      const client = createClient({
        url: () => `${url}/graphql/stream`,
        headers: () => ({ ...(visitor.accessToken !== null && { authorization: `Bearer ${visitor.accessToken}` }) }),
        retryAttempts: Infinity,
        retry: () => sleep(100),
      });
      const answers = client.iterate({ query, variables });
      return { next: async () => (await answers.next()).value, stop: () => client.dispose() };
    },
    moveTo: (other) => {
      url = other;
    },
    cookies,
    accessToken: null,
  };
  return visitor;
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) cookies.delete(name);
  else cookies.set(name, pair.slice(at + 1));
}

function parseJson(text: string): Partial<Pick<Answer, 'data' | 'errors'>> {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The router answered something that is not JSON: ${text.slice(0, 300)}`);
  }
}
