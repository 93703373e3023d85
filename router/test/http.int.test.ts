import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestRouter } from './start-test-router.ts';

const FRIEND = 'https://friend.example';

let server: Awaited<ReturnType<typeof startTestRouter>>;
let url: string;
beforeEach(async () => {
  server = await startTestRouter({ allowedOrigins: [FRIEND] });
  url = `${server.router.url}/graphql`;
});
afterEach(() => server.router.stop());

const json = { 'content-type': 'application/json' };
const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as any).errors[0].extensions.code;

describe('bad requests', () => {
  it('with a body beyond 100 kB are refused with 413', async () => {
    const response = await server.post(`{ hello(name: "${'x'.repeat(100_001)}") }`);
    expect(response.status).toBe(413);
    expect(server.people.requests).toEqual([]);
  });

  it.each([
    ['malformed JSON', '{ "query": '],
    ['JSON that is not an object', '"text"'],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is not text', '{ "query": 42 }'],
    ['variables that are not an object', '{ "query": "{ hello }", "variables": "x" }'],
    ['a batch', '[{ "query": "{ hello }" }, { "query": "{ hello }" }]'],
    ['a malformed query', '{ "query": "{ hello" }'],
    ['several operations and no name', '{ "query": "query A { hello } query B { hello }" }'],
    ['an unknown operation name', '{ "query": "query A { hello }", "operationName": "B" }'],
  ])('with %s are refused with 400 and a typed error', async (_, body) => {
    const response = await fetch(url, { method: 'POST', headers: json, body });
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toMatch(/^(BAD_REQUEST|GRAPHQL_PARSE_FAILED|OPERATION_RESOLUTION_FAILURE)$/);
  });

  it.each([
    ['too many root fields', `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: hello`).join(' ')} }`],
    ['too many words', `{ hello ${'__typename '.repeat(2_000)} }`],
  ])('with %s are refused before any subgraph is asked', async (_, query) => {
    const response = await server.post(query);
    expect([response.status, await codeOf(response)]).toEqual([400, 'OPERATION_LIMIT_EXCEEDED']);
    expect(server.people.requests).toEqual([]);
  });

  it('do not get a query stored by its hash', async () => {
    const body = JSON.stringify({
      query: '{ hello }',
      extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } },
    });
    expect(await codeOf(await fetch(url, { method: 'POST', headers: json, body }))).toBe(
      'PERSISTED_QUERY_NOT_SUPPORTED',
    );
  });

  it('by GET may read but not write', async () => {
    const get = (query: string) =>
      fetch(`${url}?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': '1' } });
    expect((await get('{ hello }')).status).toBe(200);
    expect((await get('mutation { buy }')).status).toBe(405);
    expect(server.shelf.requests).toEqual([]);
  });

  it('by other methods are refused with 405', async () => {
    expect((await fetch(url, { method: 'PUT', headers: json, body: '{}' })).status).toBe(405);
    expect((await fetch(server.router.url, { method: 'POST' })).status).toBe(405);
  });

  it('that a page of another site could forge are refused', async () => {
    const body = JSON.stringify({ query: 'mutation { buy }' });
    const forged = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    expect(forged.status).toBe(400);
    expect((await fetch(`${url}?query={hello}`)).status).toBe(400);
    expect(server.shelf.requests).toEqual([]);
  });

  it('that ask for the schema are refused unless the playground is on', async () => {
    const response = await server.post('{ __schema { queryType { name } } }');
    expect(response.status).toBe(400);
    const open = await startTestRouter({ isPlaygroundEnabled: true });
    expect(await open.ask('{ __schema { queryType { name } } }')).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    await open.router.stop();
  });

  it('cannot reach a prototype', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: json,
      body: '{ "query": "{ hello }", "variables": { "__proto__": { "polluted": true } } }',
    });
    expect(await response.json()).toEqual({ data: { hello: 'Hello you' } });
    expect(({} as any).polluted).toBeUndefined();
  });
});

describe('other origins', () => {
  const preflight = (origin: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  it('may call when they are listed', async () => {
    const response = await preflight(FRIEND);
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await server.post('{ hello }', { origin: FRIEND })).headers.get('access-control-allow-origin')).toBe(
      FRIEND,
    );
  });

  it('may not when they are not, whatever they resemble', async () => {
    for (const origin of ['https://evil.example', `${FRIEND}.evil.example`, 'null']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await server.post('{ hello }', { origin })).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('answers', () => {
  it('are kept by no cache', async () => {
    expect((await server.post('{ hello }')).headers.get('cache-control')).toBe('no-store');
  });

  it('carry a new request id when the caller’s is not sane', async () => {
    expect((await server.post('{ hello }', { 'x-request-id': '{"x":1}' })).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});

describe('health', () => {
  const get = async (path: string) => {
    const response = await fetch(server.router.url + path);
    return { status: response.status, body: await response.json() };
  };

  it('is live as soon as it listens', async () => {
    server.people.state.isDown = true;
    expect(await get('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  });

  it('is ready while each subgraph answers, and names one that is down', async () => {
    server.people.state.isDown = true;
    expect(await get('/health/ready')).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { people: 'down', shelf: 'up', sessions: 'up' } },
    });
    server.people.state.isDown = false;
    expect(await get('/health/ready')).toEqual({
      status: 200,
      body: { status: 'ready', parts: { people: 'up', shelf: 'up', sessions: 'up' } },
    });
    server.shelf.state.isDown = true;
    expect(await get('/health/ready')).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { people: 'up', shelf: 'down', sessions: 'up' } },
    });
  });
});

describe('stop', () => {
  it('answers the running request and refuses new ones', async () => {
    const own = await startTestRouter();
    const running = own.ask('{ wait(ms: 1000) }');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = performance.now();
    const stopped = own.router.stop();
    // What was sent as it began to stop is still answered; then nobody gets in.
    await expect.poll(() => canConnect(own.router.port), { timeout: 10_000 }).toBe(false);
    expect(await running).toEqual({ data: { wait: true } });
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });
});

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
