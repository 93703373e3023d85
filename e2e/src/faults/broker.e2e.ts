import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@storegraph/demo-shop/random';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chosenSeed, sized } from '@storegraph/testkit/env';
import { eventually } from '../stack/eventually.ts';
import { expectSound } from '../stack/expect-sound.ts';
import { waitingEvents } from '../stack/waiting-events.ts';
import type { RunningShop } from '../stack/shop.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { gatherCrowd, type Crowd } from './crowd.ts';

const SHOPPERS = 4;
const DRAINED_MS = 30_000;

// Only processes need one; where the whole suite runs with one, this would be the same again.
describe.skipIf(sharedShop().mode === 'standalone' || sharedShop().hasBroker)(
  'a broker that fails while people order and pay',
  { timeout: 300_000 },
  () => {
    let shop: RunningShop;
    let crowd: Crowd;
    const broker = () => shop.broker!;

    beforeAll(async () => {
      shop = await startOwnShop({ windowSeconds: 120, hasBroker: true, isBrokerLate: true });
    });
    // Shoppers may buy only so much: each fault meets new ones.
    beforeEach(async () => {
      crowd = await gatherCrowd(shop.url, SHOPPERS);
    });
    afterAll(() => shop.stop());

    /** Everything that waited has been delivered, and had its effect. */
    async function expectDrained(what: string): Promise<void> {
      const waiting = await waitingEvents(shop.databases);
      const backAt = performance.now();
      await eventually(async () => expect(await waitingEvents(shop.databases)).toBe(0), { withinMs: DRAINED_MS });
      const drainedMs = performance.now() - backAt;
      const count = await crowd.expectAllPaidOnce();
      console.log(
        `broker ${what}: ${waiting} events waited, delivered after ${drainedMs.toFixed(0)} ms; ${count} orders, each paid once`,
      );
      await expectSound(shop.databases);
    }

    it('is absent at the start: orders are accepted, and their events wait for it', async () => {
      await crowd.shopWhile(() => sleep(2_000));
      expect(await waitingEvents(shop.databases)).toBeGreaterThan(0);
      await broker().start();
      await expectDrained('absent');
    });

    it('is killed under load and started again: no event is lost', async () => {
      const seed = chosenSeed();
      const random = createRandom(seed);
      await crowd.shopWhile(async () => {
        for (let time = 0; time < sized(1, 3); time++) {
          await sleep(random.int(500, 2_000));
          await broker().kill();
          await broker().start();
        }
      });
      await expectDrained(`killed (SEED=${seed})`);
    });

    it('is down for long: orders are accepted all the while', async () => {
      await broker().kill();
      await crowd.shopWhile(() => sleep(sized(5_000, 60_000)));
      expect(await waitingEvents(shop.databases)).toBeGreaterThan(0);
      await broker().start();
      await expectDrained(`down for ${sized(5, 60)} s`);
    });
  },
);
