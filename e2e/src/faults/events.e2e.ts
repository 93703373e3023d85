import { createRandom, type Random } from '@storegraph/demo-shop/random';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { chosenSeed, givenSeed, sized } from '@storegraph/testkit/env';
import type { RunningShop } from '../stack/shop.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { expectEnd, setOut } from './journey.ts';
import { steps } from './steps.ts';

const SETTLE_MS = 30_000;
const firstSeed = chosenSeed();
const seeds = Array.from({ length: givenSeed() === null ? sized(5, 100) : 1 }, (_, index) => firstSeed + index);
// Each passes through all events before its own.
const journeys = [steps.PaymentStarted, steps.PaymentCaptured, steps.PaymentRefunded, steps.OrderConfirmed];

// Those that are pushed over HTTP; a broker's are shuffled in the kit's own tests.
describe.skipIf(sharedShop().mode === 'standalone' || sharedShop().hasBroker)(
  'events that come three times, late and in any order',
  { timeout: 60_000 },
  () => {
    let shop: RunningShop;
    let random: Random;

    beforeAll(async () => {
      shop = await startOwnShop({ windowSeconds: 120, eventShuffle: { int: (min, max) => random.int(min, max) } });
    });
    afterAll(() => shop.stop());

    it.each(seeds)('lead to the same end: SEED=%i', async (seed) => {
      random = createRandom(seed);
      await Promise.all(
        journeys.map(async ({ travel, end }) => {
          const journey = await setOut(shop.url);
          await expectEnd(journey, await travel(journey), end, SETTLE_MS);
        }),
      );
    });
  },
);
