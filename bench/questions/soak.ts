import { setTimeout as sleep } from 'node:timers/promises';
import { openGround, sellingSize } from '../harness/ground.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import { orderPageBodies } from '../harness/order-pages.ts';
import { usageOf } from '../harness/process-stat.ts';
import { productListBodies, searchBodies } from '../harness/product-queries.ts';
import type { Question } from '../harness/question.ts';
import { makeVariant } from '../harness/shop-client.ts';
import { median, rounded } from '../harness/statistics.ts';
import { signTokens } from '../harness/tokens.ts';
import type { Report } from '../load/protocol.ts';
import type { CheckoutLoad } from '../load/checkout.ts';
import type { RequestLoad } from '../load/requests.ts';
import { startOurShop } from '../servers/our-shop.ts';

const CONNECTIONS = 16;
const PEAK_SECONDS = 15;
const SHARE = 0.7;
const CHECKOUTS_PER_SECOND = 1;
const SAMPLE_SECONDS = 5;
const TOKENS = 20_000;
/** Memory after may be this much above memory before; a collector's heap breathes. */
const GROWTH_PERCENT = 5;

/** Reads of every kind and a checkout each second, for minutes: memory that only grows shows here. */
export const soak: Question = {
  name: 'soak',
  asks: 'Mixed load at 70 % of the peak: memory, p99, errors',
  onlyWhenNamed: true,
  answer: async ({ minutes }, progress, keep) => {
    const ground = keep(await openGround(progress, sellingSize));
    const shop = keep(await startOurShop('standalone', ground));
    const tokens = await signTokens(ground.secrets, TOKENS);
    const orderPages = await orderPageBodies(ground, sellingSize.orders - 20);
    const bodies = orderPages.flatMap((page, index) => [page, pick(productListBodies(), index), pick(searchBodies(), index)]);
    const reads: RequestLoad = { kind: 'requests', url: shop.url, path: '/graphql', connections: CONNECTIONS, bodies, tokens };
    const variantId = await makeVariant(shop.url, tokens[0] ?? '', 900_000);
    const checkouts: CheckoutLoad = { kind: 'checkouts', shop: 'storegraph', url: shop.url, shoppers: 2, variantIds: [variantId] };
    const reading = keep(await startLoadGenerator(reads));
    const buying = keep(await startLoadGenerator(checkouts));
    const both = (seconds: number, readsPerSecond?: number) =>
      Promise.all([
        reading.run({ atOnce: CONNECTIONS, seconds, ...(readsPerSecond && { shotsPerSecond: readsPerSecond }) }),
        buying.run({ atOnce: 2, seconds, shotsPerSecond: CHECKOUTS_PER_SECOND }),
      ]);

    progress.say('looking for the peak');
    const [{ done, seconds }] = await both(PEAK_SECONDS);
    const rate = (SHARE * done) / seconds;
    progress.say(`the peak is ${Math.round(done / seconds)} reads a second; ${minutes} minutes at ${Math.round(rate)} and a checkout each second`);

    const samples: { readonly second: number; readonly residentMegabytes: number }[] = [];
    const run = both(minutes * 60, rate);
    const total = Math.floor((minutes * 60) / SAMPLE_SECONDS);
    for (let sample = 1; sample < total; sample++) {
      await sleep(SAMPLE_SECONDS * 1_000);
      const residentMegabytes = rounded(usageOf(shop.pids).residentBytes / 1e6);
      samples.push({ second: sample * SAMPLE_SECONDS, residentMegabytes });
      if (sample % 6 === 0 || sample === total - 1) progress.step(sample, total - 1, `${residentMegabytes} MB`);
    }
    const [read, bought] = await run;
    assertNoneFailed('reads', read);
    assertNoneFailed('checkouts', bought);
    const rounds = [{ readsPerSecond: read.done / read.seconds, p50Ms: read.p50Ms, p99Ms: read.p99Ms, checkoutP99Ms: bought.p99Ms, failures: 0, samples }];
    progress.say(`p50 ${rounded(read.p50Ms)} ms, p99 ${rounded(read.p99Ms)} ms, no failures`);
    return [{ bar: 'soak', ours: 'standalone', target: GROWTH_PERCENT, value: growthPercent(samples.map(({ residentMegabytes }) => residentMegabytes)), unit: '% more memory', rounds }];
  },
};

const pick = (bodies: readonly string[], index: number): string => bodies[index % bodies.length] ?? '';

/** From the second quarter, when everything is warm, to the last. */
function growthPercent(megabytes: readonly number[]): number {
  const quarter = Math.max(1, Math.floor(megabytes.length / 4));
  const before = median(megabytes.slice(quarter, 2 * quarter));
  const after = median(megabytes.slice(-quarter));
  return (after / before - 1) * 100;
}

function assertNoneFailed(what: string, { done, failed, error }: Report): void {
  if (failed > 0) throw new Error(`${failed} of ${done + failed} ${what} failed, the first with ${error}`);
}
