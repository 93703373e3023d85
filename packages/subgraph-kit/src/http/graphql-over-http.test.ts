import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOperation, sendResult } from './graphql-over-http.ts';
import { startHttpServer, type HttpServer } from './http-server.ts';
import { createLogger } from '../log.ts';

let server: HttpServer;
beforeAll(async () => {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: createLogger('test', 'silent'),
    handler: async (request, response) => {
      const operation = await readOperation(request, 1_000);
      if (operation.query === '{ nothing }')
        return sendResult(response, { errors: [{ message: 'No such field' }] }, []);
      sendResult(
        response,
        { data: { asked: { ...operation }, text: 'é' } },
        operation.query === '{ cookies }' ? ['a=1', 'b=2'] : [],
      );
    },
  });
});
afterAll(() => server.stop());

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(server.url, { method: 'POST', headers, body });

it('reads an operation and writes its result, with its length', async () => {
  const operation = { query: 'query Q { a }', operationName: 'Q', variables: { a: [1] } };
  const response = await post(JSON.stringify({ ...operation, extensions: {} }), {
    'content-type': 'application/json; charset=utf-8',
  });
  const text = await response.text();
  expect(JSON.parse(text)).toEqual({ data: { asked: operation, text: 'é' } });
  expect([response.status, response.headers.get('content-length'), response.headers.get('cache-control')]).toEqual([
    200,
    String(Buffer.byteLength(text)),
    'no-store',
  ]);
});

it('takes null for what is not there', async () => {
  const response = await post('{ "query": "{ a }", "operationName": null, "variables": null }');
  expect(await response.json()).toMatchObject({ data: { asked: { query: '{ a }' } } });
});

it('answers 400 when nothing was executed', async () => {
  expect((await post('{ "query": "{ nothing }" }')).status).toBe(400);
});

it('sets the cookies of an operation', async () => {
  expect((await post('{ "query": "{ cookies }" }')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

it.each<[string, string, number, string?]>([
  ['no JSON', '{ "query": ', 400],
  ['nothing', '', 400],
  ['a list', '[]', 400],
  ['no query', '{}', 400],
  ['a query that is no text', '{ "query": { "kind": "Document" } }', 400],
  ['variables that are a list', '{ "query": "{ a }", "variables": [] }', 400],
  ['variables that are a text', '{ "query": "{ a }", "variables": "{}" }', 400],
  ['an operation name that is a number', '{ "query": "{ a }", "operationName": 1 }', 400],
  ['too much', JSON.stringify({ query: 'x'.repeat(1_000) }), 413, 'PAYLOAD_TOO_LARGE'],
])('refuses %s', async (_, body, status, code = 'BAD_REQUEST') => {
  const response = await post(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

it('refuses other types and methods', async () => {
  expect((await post('{ "query": "{ a }" }', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await fetch(`${server.url}/?query={a}`)).status).toBe(405);
});
