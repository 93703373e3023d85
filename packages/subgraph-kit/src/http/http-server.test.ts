import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HttpError, pathOf, readBody, sendJson, startHttpServer, type HttpServer } from './http-server.ts';
import { createLogger } from '../log.ts';

let server: HttpServer;
const lines: string[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: createLogger('test', 'info', { write: (line) => void lines.push(line) }),
    handler: async (incoming, response) => {
      if (pathOf(incoming) !== '/') throw new HttpError(Number(pathOf(incoming).slice(1)), 'Not now');
      sendJson(response, 200, { bytes: (await readBody(incoming, 1_000)).length });
    },
  });
});
afterAll(async () => {
  agent.destroy();
  await server.stop();
});

const post = (bytes: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const outgoing = request(server.url, { method: 'POST', agent, timeout: 2_000 }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error('No answer')));
    outgoing.once('error', reject);
    outgoing.end(Buffer.alloc(bytes, 'x'));
  });

it('answers the next requests of a connection after a body that is too large', async () => {
  for (let round = 0; round < 20; round++) {
    expect(await post(500_000)).toBe(413);
    expect([await post(10), await post(10)]).toEqual([200, 200]);
  }
});

it.each([
  [400, 'BAD_REQUEST'],
  [401, 'UNAUTHENTICATED'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [503, 'SERVICE_UNAVAILABLE'],
])('answers a refusal with %i with the code %s', async (status, code) => {
  const response = await fetch(`${server.url}/${status}`);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ errors: [{ message: 'Not now', extensions: { code } }] });
});

const hangUps: readonly (readonly [string, string, (socket: Socket) => void])[] = [
  ['closes its connection', 'content-length: 100', (socket) => socket.destroy()],
  ['resets its connection', 'content-length: 100', (socket) => socket.resetAndDestroy()],
  ['breaks off between two chunks', 'transfer-encoding: chunked', (socket) => socket.end()],
];
it.each(hangUps)('takes a client that %s within its request for no fault of the server', async (_, header, hangUp) => {
  lines.length = 0;
  const socket = connect(server.port, '127.0.0.1');
  const part = header.startsWith('content') ? '{"query":' : '9\r\n{"query":\r\n';
  socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n${part}`, () => setTimeout(hangUp, 50, socket));
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, msg: 'The client hung up within its request' });
  expect(lines[0]).not.toContain('stack');
});
