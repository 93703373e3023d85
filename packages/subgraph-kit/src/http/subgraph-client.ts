import type { FormattedExecutionResult } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import type { EventTransport } from '../events/events.ts';
import { newId } from '../id.ts';
import { parseJson } from '../json.ts';
import type { SubgraphClient, SubgraphRequest } from './subgraph-request.ts';
import { withinTime } from '../concurrency/time-limit.ts';
import { signStatement, VIEWER_HEADER, type Statement } from '../viewer.ts';

/** Where another subgraph is, and how patient to be. */
export type HttpTransportOptions = {
  /** `http://order:4003`, without a path. */
  readonly url: string;
  /** `INTERNAL_SECRET`, to sign who asks. */
  readonly secret: Uint8Array;
  /** Longest wait for an answer. */
  readonly timeoutMs?: number;
  /** Most connections at once. */
  readonly connections?: number;
};

/** The other side could not be reached, answered late, or answered something that is not GraphQL. */
export class SubgraphUnreachableError extends Error {
  override readonly name = 'SubgraphUnreachableError';
}

const DEFAULT_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 10_000_000;

/**
 * Reaches a subgraph over HTTP with kept-alive connections. Never sends anything twice by itself: a mutation may have
 * had its effect.
 */
export function httpSubgraphClient(options: HttpTransportOptions): {
  readonly client: SubgraphClient;
  readonly close: () => Promise<void>;
} {
  const post = createPoster(options);
  return {
    close: post.close,
    client: async ({ query, operationName, variables, ...sender }) => {
      const answer = await post.send('/graphql', { query, operationName, variables }, sender);
      // It means our own statement, not the user's: passed on, it would ask people to sign in again.
      if (answer.status === 401) throw new SubgraphUnreachableError(`${options.url} does not accept INTERNAL_SECRET`);
      const result = parseJson(answer.body);
      if (!isResult(result))
        throw new SubgraphUnreachableError(`${options.url} answered ${answer.status} without a GraphQL result`);
      return { result, setCookies: answer.setCookies };
    },
  };
}

/**
 * Pushes events to other subgraphs over HTTP.
 * @param service - the sender's name
 * @param subscribers - each with the types of events that it takes over
 */
export function httpEventTransport(
  service: string,
  subscribers: readonly (HttpTransportOptions & { readonly types: readonly string[] })[],
): { readonly transport: EventTransport; readonly close: () => Promise<void> } {
  const posters = subscribers.map((subscriber) => ({ ...subscriber, post: createPoster(subscriber) }));
  return {
    close: async () => {
      await Promise.all(posters.map(({ post }) => post.close()));
    },
    transport: async (event) => {
      await Promise.all(
        posters.map(async ({ url, types, post }) => {
          if (!types.includes(event.type)) return;
          const { status } = await post.send('/events', event, {
            viewer: { kind: 'service', service },
            requestId: newId(),
          });
          if (status !== 204) throw new SubgraphUnreachableError(`${url} answered ${status} to ${event.type}`);
        }),
      );
    },
  };
}

type Sender = Statement & Pick<SubgraphRequest, 'cookie' | 'userAgent' | 'signal'>;
type Answer = { readonly status: number; readonly body: string; readonly setCookies: readonly string[] };

function createPoster(options: HttpTransportOptions) {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const pool = new Pool(options.url, {
    connections: options.connections ?? 64,
    // Below the server's own, so that we never write into a connection that it is closing.
    keepAliveTimeout: 30_000,
    connectTimeout: 2_000,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const send = async (path: string, body: unknown, sender: Sender): Promise<Answer> => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-request-id': sender.requestId,
      [VIEWER_HEADER]: signStatement(sender, options.secret),
    };
    if (sender.cookie !== undefined) headers['cookie'] = sender.cookie;
    if (sender.userAgent !== undefined) headers['user-agent'] = sender.userAgent;
    try {
      return await withinTime({ timeoutMs, signal: sender.signal }, async (signal) => {
        const response = await pool.request({ path, method: 'POST', headers, body: JSON.stringify(body), signal });
        return { status: response.statusCode, body: await response.body.text(), setCookies: setCookiesOf(response) };
      });
    } catch (error) {
      throw new SubgraphUnreachableError(`${options.url} does not answer`, { cause: error });
    }
  };
  return { send, close: () => pool.close() };
}

function setCookiesOf(response: Dispatcher.ResponseData): readonly string[] {
  const value = response.headers['set-cookie'];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Only its outline: what `data` holds is checked field by field where it is used. */
function isResult(value: unknown): value is FormattedExecutionResult {
  if (!isObject(value)) return false;
  const { data, errors } = value;
  const hasErrors =
    Array.isArray(errors) && errors.every((error) => isObject(error) && typeof error['message'] === 'string');
  return (errors === undefined || hasErrors) && (data === undefined ? hasErrors : data === null || isObject(data));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
