import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@storegraph/demo-shop/random';
import { startHttpRelay, type Between } from './http-relay.ts';

const TIMES = 3;
const LATEST_MS = 700;
const PAUSE_MS = 100;

/** Stands before a subgraph, and brings it each event three times, late and in any order. All else passes. */
export async function startEventShuffler(target: string, random: Pick<Random, 'int'>): Promise<Between> {
  const closed = new AbortController();
  const deliver = async (send: () => Promise<Response>): Promise<void> => {
    await sleep(random.int(0, LATEST_MS));
    while (!closed.signal.aborted) {
      const answer = await send().catch(() => null);
      if (answer?.status === 204) return;
      await sleep(PAUSE_MS);
    }
  };
  const relay = await startHttpRelay([target], (request, body, response) => {
    if (request.url !== '/events') return false;
    const headers = Object.entries(request.headers).filter(
      ([name]) => name === 'content-type' || name.startsWith('x-'),
    );
    const send = (): Promise<Response> =>
      fetch(`${target}/events`, {
        method: 'POST',
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: new Uint8Array(body),
        signal: closed.signal,
      });
    for (let time = 0; time < TIMES; time++) void deliver(send);
    response.writeHead(204).end();
    return true;
  });
  return {
    url: relay.url,
    close: async () => {
      closed.abort();
      await relay.close();
    },
  };
}
