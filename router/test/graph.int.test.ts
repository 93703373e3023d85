import { createLogger, type Logger } from '@storegraph/subgraph-kit/log';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessToken, startTestRouter, user } from './start-test-router.ts';

let server: Awaited<ReturnType<typeof startTestRouter>>;
let log: Logger;

beforeEach(async () => {
  log = createLogger('router', 'silent');
  server = await startTestRouter({ log });
});
afterEach(() => server.router.stop());

const page = '{ books { title author { name } } }';

describe('the graph', () => {
  it('answers from several subgraphs at once', async () => {
    expect(await server.ask(page)).toEqual({
      data: {
        books: [
          { title: 'Graphs', author: { name: 'Author a' } },
          { title: 'Shops', author: { name: 'Author b' } },
        ],
      },
    });
  });

  it('tells subgraphs who asks, under one request id', async () => {
    const response = await server.post(page, {
      authorization: `Bearer ${await accessToken()}`,
      'x-request-id': 'from-the-proxy',
    });
    expect(response.headers.get('x-request-id')).toBe('from-the-proxy');
    for (const { requests } of [server.people, server.shelf])
      expect(requests).toMatchObject([
        {
          requestId: 'from-the-proxy',
          viewer: { kind: 'user', userId: user.id, sessionId: user.session, role: 'CUSTOMER', isGuest: false },
        },
      ]);
  });

  it('takes nobody at their word about who they are', async () => {
    await server.ask('{ me { id } }', { 'x-storegraph-viewer': 'admin', 'x-user-id': user.id });
    expect(server.people.requests[0]).toMatchObject({ viewer: { kind: 'anonymous' } });
    expect(JSON.stringify(server.people.requests[0])).not.toContain('x-storegraph-viewer');
  });

  it('answers a request with an expired token as nobody, and says so', async () => {
    const response = await server.post('{ me { id } hello }', { authorization: `Bearer ${await accessToken('-1s')}` });
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.json()).toEqual({ data: { me: null, hello: 'Hello you' } });
  });

  it('says nothing about tokens to those who sent none', async () => {
    expect((await server.post('{ hello }')).headers.get('www-authenticate')).toBeNull();
  });

  it('hands parsed requests to subgraphs', async () => {
    await server.ask('{ hello }');
    expect(server.people.requests[0]?.document?.kind).toBe('Document');
  });
});

describe('a subgraph that does not answer', () => {
  it('leaves the rest of the answer, and names each place that is unknown', async () => {
    server.people.state.isDown = true;
    expect(await server.ask('{ hello: books { title author { name } } me { id } }')).toEqual({
      data: {
        hello: [
          { title: 'Graphs', author: null },
          { title: 'Shops', author: null },
        ],
        me: null,
      },
      errors: [['me'], ['hello', 0, 'author'], ['hello', 1, 'author']].map((path) => ({
        message: 'The people service does not answer. Try again in a moment',
        path,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'people' },
      })),
    });
  });

  it('names the fields that it adds to others', async () => {
    server.shelf.state.isDown = true;
    const { data, errors } = await server.ask('{ me { id books { title } } }', {
      authorization: `Bearer ${await accessToken()}`,
    });
    expect(data).toEqual({ me: { id: user.id, books: null } });
    expect(errors).toMatchObject([
      { path: ['me', 'books'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'shelf' } },
    ]);
  });

  it('is given up after its time', async () => {
    const patient = await startTestRouter({ subgraphTimeoutMs: 100, requestTimeoutMs: 9_000 });
    patient.people.state.isStuck = true;
    const startedAt = performance.now();
    const { data, errors } = await patient.ask(page);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(data.books).toHaveLength(2);
    expect(errors[0]).toMatchObject({ path: ['books', 0, 'author'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    await patient.router.stop();
  });

  it('cannot hold a request longer than the request has', async () => {
    const hasty = await startTestRouter({ subgraphTimeoutMs: 3_000, requestTimeoutMs: 500 });
    hasty.shelf.state.isStuck = true;
    hasty.people.state.isStuck = true;
    const startedAt = performance.now();
    const { errors } = await hasty.ask('mutation { first: signIn second: buy third: signIn }');
    expect(errors).toMatchObject([{ path: ['first'] }, { path: ['second'] }, { path: ['third'] }]);
    expect(performance.now() - startedAt).toBeLessThan(2_900);
    await hasty.router.stop();
  });

  it('is not sent a mutation twice', async () => {
    server.shelf.state.isDown = true;
    await server.ask('mutation { buy }');
    expect(server.shelf.requests).toHaveLength(1);
  });

  it('is logged once, without being shown to the client', async () => {
    const warn = vi.spyOn(log, 'warn');
    server.people.state.isDown = true;
    expect(JSON.stringify(await server.ask(page))).not.toContain('10.0.0.7');
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ subgraph: 'people', requestId: expect.any(String) }),
      expect.any(String),
    );
  });
});

describe('errors', () => {
  it('pass when they are meant for the client', async () => {
    expect(await server.ask('{ secret }')).toEqual({
      data: { secret: null },
      errors: [{ message: 'Sign in to do this', path: ['secret'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('are masked when they are not, with the request id to quote', async () => {
    const response = await server.post('{ broken hello }', { 'x-request-id': 'request-1' });
    expect(await response.json()).toEqual({
      data: { broken: null, hello: 'Hello you' },
      errors: [
        {
          message: 'Internal server error',
          path: ['broken'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
        },
      ],
    });
  });

  it('of a value that only a subgraph can judge are typed', async () => {
    const { data, errors } = await server.ask('{ count(since: "yesterday") hello }');
    expect(data).toEqual({ count: null, hello: 'Hello you' });
    expect(errors).toEqual([
      { message: expect.stringContaining('Not a moment'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  it.each(['1e400', '1.5', '9007199254740993', '"1"'])(
    'of a number that money cannot be are the client’s: %s',
    async (value) => {
      const literal = await server.post(`{ cheaper(than: ${value}) }`);
      expect(literal.status).toBe(400);
      expect(await literal.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
      const body = `{ "query": "query ($than: SafeInt) { cheaper(than: $than) }", "variables": { "than": ${value} } }`;
      const variable = await fetch(`${server.router.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(variable.status).toBe(400);
      expect(await variable.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      expect(server.shelf.requests).toEqual([]);
    },
  );

  it('do not hint at fields that were not asked for', async () => {
    const { errors } = await server.ask('{ hallo }');
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(errors[0].message).not.toContain('hello');
  });

  it('of variables are the client’s', async () => {
    const response = await server.post('query ($ms: Int!) { wait(ms: $ms) }', {}, { ms: 'long' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(server.shelf.requests).toEqual([]);
  });
});

describe('the log', () => {
  it('has one line per request, without what is secret', async () => {
    const info = vi.spyOn(log, 'info');
    const token = await accessToken();
    await server.ask(
      'query Greet($name: String) { hello(name: $name) }',
      { authorization: `Bearer ${token}`, cookie: 'refresh=s3cret' },
      { name: 'Ada' },
    );
    await vi.waitFor(() => expect(info).toHaveBeenCalledOnce());
    expect(info.mock.calls[0]).toEqual([
      {
        requestId: expect.any(String),
        operationName: 'Greet',
        userId: user.id,
        method: 'POST',
        status: 200,
        ms: expect.any(Number),
      },
      'request',
    ]);
  });
});

describe('the executors', () => {
  const operations: readonly (readonly [query: string, variables?: object])[] = [
    [page],
    [
      'query ($name: String, $brief: Boolean!) { hello(name: $name) books @skip(if: $brief) { id author { books { title } } } }',
      { name: 'Ada', brief: false },
    ],
    ['{ me { id name } secret broken book { title author { id name } } }'],
    ['query ($since: Moment) { count(since: $since) }', { since: 'yesterday' }],
    ['query ($ms: Int!) { wait(ms: $ms) }', { ms: 'long' }],
    ['mutation { buy signIn }'],
    ['{ __schema { queryType { name } } __typename }'],
  ];
  const answers = async (executor: 'compiled' | 'stock'): Promise<unknown[]> => {
    const compared = await startTestRouter({ executor, isPlaygroundEnabled: true });
    const asked: unknown[] = [];
    for (const isDown of [false, true]) {
      compared.shelf.state.isDown = isDown;
      for (const [query, variables] of operations) {
        const response = await compared.post(
          query,
          { authorization: `Bearer ${await accessToken()}`, 'x-request-id': 'asked-of-both' },
          variables,
        );
        asked.push({ status: response.status, body: await response.text() });
      }
    }
    await compared.router.stop();
    return asked;
  };

  it('answer alike, byte for byte', async () => {
    expect(await answers('compiled')).toEqual(await answers('stock'));
  });
});
