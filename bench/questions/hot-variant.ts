import { assertEqualAnswers } from '../harness/differences.ts';
import { openBackingServices, sellingSize, type BackingServices } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import type { Progress } from '../harness/progress.ts';
import type { Question } from '../harness/question.ts';
import type { Comparison } from '../harness/results.ts';
import { measureRound } from '../harness/rounds.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { customerIds, makeVariant, stockOf } from '../harness/shop-client.ts';
import { median } from '../harness/statistics.ts';
import { signTokens } from '../harness/tokens.ts';
import type { PlacementLoad } from '../load/placements.ts';
import { startOurShop } from '../servers/our-shop.ts';

const SHOPPERS = 500;
const UNITS = 2_000;
const PATIENCE_SECONDS = 300;
// Each shopper orders several, and none pays.
const UNLIMITED = { SHOPPER_MAX_UNPAID_ORDERS: '0', SHOPPER_MAX_HELD_UNITS: '0' };

/** P7: a crowd orders one variant until it is sold out. Not one unit too many, and not one left. */
export const hotVariant: Question = {
  name: 'hot-variant',
  asks: `${SHOPPERS} shoppers buy one variant of ${UNITS} units until it is sold out`,
  answer: async ({ rounds }, progress, keep) => {
    const backing = keep(await openBackingServices(progress, sellingSize));
    const shoppers = await customerIds(backing, SHOPPERS);
    const tokens = await signTokens(backing, SHOPPERS, (index) => ({
      id: shoppers[index] ?? '',
      role: 'CUSTOMER',
      isGuest: false,
    }));
    const comparisons: Comparison[] = [];
    for (const mode of ['standalone', 'distributed'] as const) {
      const shop = keep(await startOurShop(mode, backing, UNLIMITED));
      await sellOut(mode, shop, backing, tokens, UNITS / 4);
      const measures = [];
      for (let round = 0; round < rounds; round++) {
        const measure = await sellOut(mode, shop, backing, tokens, UNITS);
        measures.push(measure);
        told(progress, round + 1, rounds, mode, measure.requestsPerSecond);
      }
      comparisons.push({
        bar: 'P7',
        ours: mode,
        target: 300,
        value: median(measures.map(({ requestsPerSecond }) => requestsPerSecond)),
        unit: 'placements/s',
        rounds: measures,
      });
      await shop.stop();
    }
    return comparisons;
  },
};

async function sellOut(
  name: string,
  shop: RunningServer,
  backing: BackingServices,
  tokens: readonly string[],
  units: number,
) {
  const [staff = ''] = await signTokens(backing, 1);
  const variantId = await makeVariant(shop.url, staff, units);
  const setup: PlacementLoad = { kind: 'placements', url: shop.url, variantId, tokens };
  const load = await startLoadGenerator(setup);
  try {
    const measure = await measureRound(
      { name, server: shop, load },
      { atOnce: SHOPPERS, seconds: PATIENCE_SECONDS, stopsWhenRefused: true },
      backing.databasePid,
    );
    const sold = { sold: measure.requests, stock: await stockOf(shop.url, staff, variantId) };
    assertEqualAnswers(
      ['the shop', sold],
      ['the shelf', { sold: units, stock: { onHand: units, reserved: units, available: 0 } }],
    );
    return measure;
  } finally {
    load.stop();
  }
}

const told = (progress: Progress, done: number, total: number, mode: string, placementsPerSecond: number): void =>
  progress.step(done, total, `${mode}: ${placementsPerSecond.toFixed(0)} placements a second, exact`);
