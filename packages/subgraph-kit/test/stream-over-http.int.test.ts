import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHttpServer, type HttpServer } from '../src/http/http-server.ts';
import { newId } from '../src/id.ts';
import { createLogger } from '../src/log.ts';
import { httpSubgraphStream, sendAnswers } from '../src/http/stream-over-http.ts';
import { verifyStatement, VIEWER_HEADER } from '../src/viewer.ts';

const secret = new TextEncoder().encode('s'.repeat(32));
const viewer = { kind: 'anonymous', visitorId: null } as const;
const answer = (count: number) => ({ data: { count } });

let server: HttpServer;
let link: ReturnType<typeof httpSubgraphStream>;
let cut = new AbortController();
let hasLeft = false;

/** Counts for as long as somebody listens, or up to `last`. */
async function* counting(last: number) {
  try {
    for (let count = 1; count <= last && !cut.signal.aborted; count += 1) {
      yield answer(count);
      await sleep(1);
    }
  } finally {
    hasLeft = true;
  }
}

beforeEach(async () => {
  cut = new AbortController();
  hasLeft = false;
  let last = 3;
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: createLogger('test', 'silent'),
    handler: async (request, response) => {
      const asked = verifyStatement(String(request.headers[VIEWER_HEADER]), secret);
      if (asked === null) return void response.writeHead(401).end();
      for await (const chunk of request) last = JSON.parse(String(chunk)).variables.last;
      response.once('close', () => cut.abort());
      await sendAnswers(response, counting(last), cut.signal);
    },
  });
  link = httpSubgraphStream({ url: server.url, secret });
});
afterEach(async () => {
  await link.close();
  await server.stop();
});

const open = (last: number, signal = new AbortController().signal, through = link) => {
  const request = { query: 'subscription { count }', variables: { last }, viewer, requestId: newId(), signal };
  return through.stream(request)[Symbol.asyncIterator]();
};

it('carries answers, and says when it is over', async () => {
  const taken: unknown[] = [];
  for await (const each of { [Symbol.asyncIterator]: () => open(3) }) taken.push(each);
  expect(taken).toEqual([1, 2, 3].map(answer));
});

it('rejects when it is cut off', async () => {
  const answers = open(1_000_000);
  await answers.next();
  cut.abort();
  await expect(
    (async () => {
      while (!(await answers.next()).done);
    })(),
  ).rejects.toThrow('ended a stream');
});

it('ends on both sides when its reader leaves', async () => {
  const leave = new AbortController();
  const answers = open(1_000_000, leave.signal);
  await answers.next();
  leave.abort();
  await expect(
    (async () => {
      while (!(await answers.next()).done);
    })(),
  ).rejects.toThrow();
  await vi.waitFor(() => expect(hasLeft).toBe(true));
});

it('rejects where it is not trusted, and where nobody is', async () => {
  const stranger = httpSubgraphStream({ url: server.url, secret: new TextEncoder().encode('x'.repeat(32)) });
  await expect(open(3, undefined, stranger).next()).rejects.toThrow('does not stream');
  await stranger.close();
  await server.stop();
  await expect(open(3).next()).rejects.toThrow('does not stream');
});
