import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRouter } from './start-test-router.ts';

describe.each(['compiled', 'stock'] as const)('with the %s executor', (executor) => {
  let server: Awaited<ReturnType<typeof startTestRouter>>;
  beforeAll(async () => {
    server = await startTestRouter({ executor, isPlaygroundEnabled: true });
  });
  afterAll(() => server.router.stop());

  it.each([
    ['subscription { mine @skip(if: true) { id } }', '/graphql/stream'],
    ['subscription { mine { id } }', '/graphql/stream'],
    ['query Q { hello } subscription S { mine @include(if: false) { id } }', '@skip or @include'],
  ])('%s is refused with 400', async (query, names) => {
    const response = await fetch(`${server.router.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, ...(query.startsWith('query') && { operationName: 'Q' }) }),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as any).errors[0].message).toContain(names);
  });

  it.each(['@skip(if: true)', '@include(if: $no)'])(
    'a stream of a root field with %s is refused',
    async (condition) => {
      const response = await fetch(`${server.router.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({
          query: `subscription ${condition.includes('$') ? '($no: Boolean!)' : ''} { mine ${condition} { id } }`,
          variables: { no: false },
        }),
      });
      expect(response.status).toBe(400);
    },
  );

  it('reads what the planner does not know of the schema', async () => {
    const answer = await server.ask(
      'query ($name: String!) { ...Q hello } fragment Q on Query { user: __type(name: $name) { ...T } __schema { queryType { name } } } fragment T on __Type { name isOneOf }',
      {},
      { name: 'User' },
    );
    expect(answer).toEqual({
      data: {
        user: { name: 'User', isOneOf: null },
        __schema: { queryType: { name: 'Query' } },
        hello: 'Hello you',
      },
    });
  });

  it('says in a header when to come again, as the refusals of an answer do', async () => {
    const sent = (after: number) => `sendCode(after: ${after}) { ... on RateLimitedError { retryAfterSeconds } }`;
    const headerOf = async (query: string) => (await server.post(query)).headers.get('retry-after');
    expect(await headerOf(`mutation { ${sent(7)} later: ${sent(12)} }`)).toBe('12');
    expect(await headerOf(`mutation { ${sent(0)} signIn }`)).toBeNull();
    expect(await headerOf('{ hello }')).toBeNull();
  });
});
