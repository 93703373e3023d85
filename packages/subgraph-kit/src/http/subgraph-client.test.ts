import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { httpSubgraphClient, SubgraphUnreachableError } from './subgraph-client.ts';
import { VIEWER_HEADER, verifyStatement } from '../viewer.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
let server: Server | undefined;
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await close?.();
});

/** Asks a subgraph that answers as `listener` does. */
async function askOne(
  listener: RequestListener,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
) {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const transport = httpSubgraphClient({
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    secret,
    timeoutMs: options.timeoutMs ?? 10_000,
  });
  close = transport.close;
  const viewer = { kind: 'service', service: 'router' } as const;
  return transport.client({
    query: '{ a }',
    variables: { b: 1 },
    viewer,
    requestId: 'r-1',
    cookie: 'c=1',
    userAgent: 'Browser/1',
    ...(options.signal && { signal: options.signal }),
  });
}

it('carries a request, and nothing else, with a statement of who asks', async () => {
  let headers: Record<string, unknown> = {};
  let body = '';
  const { result, setCookies } = await askOne((request, response) => {
    headers = request.headers;
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () =>
      response
        .writeHead(200, { 'set-cookie': ['a=1', 'b=2'] })
        .end('{"data":{"__proto__":{"a":1}},"errors":[{"message":"m","path":["a"]}]}'),
    );
  });
  expect(Object.keys(headers).toSorted()).toEqual(
    [
      'connection',
      'content-length',
      'content-type',
      'cookie',
      'host',
      'user-agent',
      VIEWER_HEADER,
      'x-request-id',
    ].toSorted(),
  );
  expect(verifyStatement(String(headers[VIEWER_HEADER]), secret)).toEqual({
    viewer: { kind: 'service', service: 'router' },
    requestId: 'r-1',
  });
  expect(JSON.parse(body)).toEqual({ query: '{ a }', variables: { b: 1 } });
  expect(JSON.stringify(result)).toBe('{"data":{"__proto__":{"a":1}},"errors":[{"message":"m","path":["a"]}]}');
  expect(setCookies).toEqual(['a=1', 'b=2']);
});

it('takes the errors of an operation that was not executed', async () => {
  const { result } = await askOne((_, response) => response.writeHead(400).end('{"errors":[{"message":"m"}]}'));
  expect(result).toEqual({ errors: [{ message: 'm' }] });
});

it.each<[string, RequestListener]>([
  ['no JSON', (_, response) => response.end('<html>')],
  ['nothing', (_, response) => response.end()],
  ['a list', (_, response) => response.end('[]')],
  ['no result', (_, response) => response.end('{}')],
  ['data that is a list', (_, response) => response.end('{"data":[]}')],
  ['data that is a text', (_, response) => response.end('{"data":"x"}')],
  ['errors that are none', (_, response) => response.end('{"data":{},"errors":[1]}')],
  ['errors without a message', (_, response) => response.end('{"errors":[{}]}')],
  ['no errors in place of data', (_, response) => response.end('{"errors":{}}')],
  ['that it does not know us', (_, response) => response.writeHead(401).end('{"errors":[{"message":"m"}]}')],
  ['too much', (_, response) => response.end(`{"data":{"a":"${'x'.repeat(10_000_001)}"}}`)],
  [
    'the half of it',
    (_, response) => response.writeHead(200, { 'content-length': 100 }).write('{"data":', () => response.destroy()),
  ],
  ['by hanging up', (request) => request.socket.destroy()],
])('does not take a subgraph that answers %s', async (_, listener) => {
  await expect(askOne(listener)).rejects.toThrow(SubgraphUnreachableError);
});

it.each<[string, RequestListener]>([
  ['not at all', () => {}],
  ['a byte now and again', (_, response) => void setInterval(() => response.write(' '), 20).unref()],
])('gives up a subgraph that answers %s', async (_, listener) => {
  await expect(askOne(listener, { timeoutMs: 200 })).rejects.toThrow(SubgraphUnreachableError);
});

it('gives up when its caller does', async () => {
  const caller = new AbortController();
  await expect(askOne(() => caller.abort(), { signal: caller.signal })).rejects.toThrow(SubgraphUnreachableError);
});
