import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../stack/eventually.ts';
import type { Outcome } from './outcome.ts';
import { newGuest, type Shopper } from './shopper.ts';

/** Does something for each of many, `atOnce` at a time, and gives the results in their order. */
export async function forAll<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Value>,
): Promise<Value[]> {
  const results: Value[] = [];
  const waiting = items.entries();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      for (const [index, item] of waiting) results[index] = await work(item, index);
    }),
  );
  return results;
}

/** Does the same thing several times at once. */
export const times = <Value>(count: number, work: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, work));

/** Guests who have just given name and phone. One who is not answered gives them again, and is a new user then. */
export const newGuests = (url: string, count: number): Promise<Shopper[]> =>
  forAll(
    Array.from({ length: count }, (_, number) => `Buyer ${number}`),
    20,
    (name) => eventually(() => newGuest(url, name), { withinMs: 20_000 }),
  );

/** How often a crowd had to ask again. */
export type Patience = { resent: number };

const TRIES = 20;
const PAUSE_MS = 500;

/**
 * Sends under one key until there is a final answer, as the client does: a crowd at once may be answered later than the
 * router waits.
 */
export async function insist<Success>(
  send: (key: string) => Promise<Outcome<Success>>,
  { key = randomUUID(), patience = { resent: 0 } }: { readonly key?: string; readonly patience?: Patience } = {},
): Promise<Outcome<Success>> {
  for (let tries = 1; ; tries++) {
    const outcome = await send(key).catch((error: unknown) => {
      if (tries < TRIES && String(error).includes('SUBGRAPH_UNAVAILABLE')) return null;
      throw error;
    });
    if (outcome !== null && (outcome.__typename !== 'ServiceUnavailableError' || tries === TRIES)) return outcome;
    patience.resent++;
    await sleep(PAUSE_MS);
  }
}
