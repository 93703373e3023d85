import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'undici';

/** What a field that was asked for as `result` answered. */
export type Outcome = { readonly __typename: string; readonly [field: string]: unknown };

/** Asks for a `result` of the expected type; what was not decided is asked again, as the client does. */
export type Shopper = (query: string, variables: object, expected: string) => Promise<Outcome>;

/** Someone with a browser of their own, which keeps cookies and, once they sign in, their access token. */
export function createShopper(pool: Pool): Shopper {
  let token: string | null = null;
  // The visitor's own is what the cart hangs on.
  const cookies = new Map<string, string>();
  return async (query, variables, expected) => {
    for (;;) {
      const { body, headers } = await post(
        pool,
        '/graphql',
        { query, variables },
        {
          cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
      );
      for (const [, name = '', value = ''] of [headers['set-cookie'] ?? []]
        .flat()
        .map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []))
        cookies.set(name, value);
      const outcome = resultOf(body);
      if (outcome.__typename === expected) {
        if (typeof outcome['accessToken'] === 'string') token = outcome['accessToken'];
        return outcome;
      }
      if (outcome.__typename !== 'ServiceUnavailableError')
        throw new Error(`${expected} was expected, and came ${JSON.stringify(outcome)}`);
      await sleep(200);
    }
  };
}

export async function post(pool: Pool, path: string, body: object, headers: Record<string, string>) {
  const response = await pool.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { body: await response.body.json(), headers: response.headers };
}

/** @throws Error with the beginning of an answer that has none */
export function resultOf(body: unknown): Outcome {
  const { data } = body as { data?: { result?: Outcome } | null };
  if (data?.result == null) throw new Error(`No result: ${JSON.stringify(body).slice(0, 500)}`);
  return data.result;
}
