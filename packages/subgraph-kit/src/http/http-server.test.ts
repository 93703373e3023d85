import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpError, pathOf, readBody, sendJson, startHttpServer, type HttpServer } from './http-server.ts';
import { createLogger } from '../log.ts';

let server: HttpServer;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: createLogger('test', 'silent'),
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
