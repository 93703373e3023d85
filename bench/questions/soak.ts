import { setTimeout as sleep } from 'node:timers/promises';
import { openBackingServices, sellingSize } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import { linkedPageBody, linkedPages } from '../harness/linked-pages.ts';
import { orderPageBodies } from '../harness/order-pages.ts';
import { usageOf } from '../harness/process-stat.ts';
import { productListBodies, searchBodies } from '../harness/product-queries.ts';
import type { Question } from '../harness/question.ts';
import { makeVariant } from '../harness/shop-client.ts';
import { median, rounded } from '../harness/statistics.ts';
import { signTokens } from '../harness/tokens.ts';
import type { CartLoad } from '../load/carts.ts';
import type { CheckoutLoad } from '../load/checkout.ts';
import type { RequestLoad } from '../load/requests.ts';
import { startOurShop } from '../servers/our-shop.ts';

const CONNECTIONS = 16;
const PEAK_SECONDS = 15;
const SHARE = 0.7;
const CHECKOUTS_PER_SECOND = 1;
const CARTS_PER_SECOND = 2;
const SAMPLE_SECONDS = 5;
// For a median of a few in each quarter of a short look.
const FEWEST_SAMPLES = 20;
const TOKENS = 20_000;
/** Memory after may be this much above memory before; a collector's heap breathes. */
const GROWTH_PERCENT = 5;
const PAGE = 20;

/**
 * Shoppers' and staff's reads of every kind, carts that are left and checkouts, for minutes: memory that only grows
 * shows here.
 */
export const soak: Question = {
  name: 'soak',
  asks: 'Mixed load at 70 % of the peak: memory, p99, errors',
  onlyWhenNamed: true,
  answer: async ({ minutes }, progress, keep) => {
    const backing = keep(await openBackingServices(progress, sellingSize));
    const shop = keep(await startOurShop('standalone', backing));
    const tokens = await signTokens(backing, TOKENS);
    const orderPages = await orderPageBodies(backing, sellingSize.orders - PAGE);
    const others = [
      productListBodies(),
      searchBodies(),
      Object.values(linkedPages).map((fields) => linkedPageBody(fields, PAGE)),
    ];
    const bodies = orderPages.flatMap((page, index) => [page, ...others.map((each) => pick(each, index))]);
    const reads: RequestLoad = {
      kind: 'requests',
      url: shop.url,
      path: '/graphql',
      connections: CONNECTIONS,
      bodies,
      tokens,
    };
    const variantId = await makeVariant(shop.url, tokens[0] ?? '', 900_000);
    const carts: CartLoad = { kind: 'carts', url: shop.url, visitors: 2, variantId };
    const checkouts: CheckoutLoad = {
      kind: 'checkouts',
      shop: 'storegraph',
      url: shop.url,
      shoppers: 2,
      variantIds: [variantId],
    };
    const reading = keep(await startLoadGenerator(reads));
    const leaving = keep(await startLoadGenerator(carts));
    const buying = keep(await startLoadGenerator(checkouts));
    const all = async (
      seconds: number,
      rate: { readonly shotsPerSecond?: number; readonly firstNumber?: number } = {},
    ) => {
      const [read, left, bought] = await Promise.all([
        reading.run({ atOnce: CONNECTIONS, seconds, ...rate }),
        leaving.run({ atOnce: 2, seconds, shotsPerSecond: CARTS_PER_SECOND }),
        buying.run({ atOnce: 2, seconds, shotsPerSecond: CHECKOUTS_PER_SECOND }),
      ]);
      return { read, left, bought };
    };

    progress.say('warming');
    await all(PEAK_SECONDS);
    progress.say('looking for the peak');
    const { read: peak } = await all(PEAK_SECONDS, { firstNumber: TOKENS });
    const rate = (SHARE * peak.done) / peak.seconds;
    progress.say(
      `the peak is ${Math.round(peak.done / peak.seconds)} reads a second; ${minutes} minutes at ${Math.round(rate)}, beside carts and checkouts`,
    );

    const samples: { readonly second: number; readonly residentMegabytes: number }[] = [];
    const run = all(minutes * 60, { shotsPerSecond: rate, firstNumber: 2 * TOKENS });
    const total = Math.max(FEWEST_SAMPLES, Math.floor((minutes * 60) / SAMPLE_SECONDS));
    const everySeconds = (minutes * 60) / total;
    for (let sample = 1; sample < total; sample++) {
      await sleep(everySeconds * 1_000);
      const residentMegabytes = rounded(usageOf(shop.pids).residentBytes / 1e6);
      samples.push({ second: sample * everySeconds, residentMegabytes });
      if (sample % 6 === 0 || sample === total - 1) progress.step(sample, total - 1, `${residentMegabytes} MB`);
    }
    const reports = await run;
    const failures = Object.values(reports).reduce((sum, { failed }) => sum + failed, 0);
    const { error } = Object.values(reports).find((report) => report.error !== null) ?? { error: null };
    const { beforeMegabytes, afterMegabytes } = memoryOf(samples.map(({ residentMegabytes }) => residentMegabytes));
    const { read, left, bought } = reports;
    progress.say(
      `p99 ${rounded(read.p99Ms)} ms for reads, ${rounded(left.p99Ms)} for carts, ${rounded(bought.p99Ms)} for checkouts; ${beforeMegabytes} MB when warm, ${afterMegabytes} at the end; ${failures} failures${error === null ? '' : `, the first with ${error}`}`,
    );
    const rounds = [
      {
        peakPerSecond: peak.done / peak.seconds,
        readsPerSecond: read.done / read.seconds,
        ...reports,
        beforeMegabytes,
        afterMegabytes,
        samples,
      },
    ];
    return [
      {
        bar: 'soak',
        ours: 'standalone, memory',
        target: GROWTH_PERCENT,
        value: (afterMegabytes / beforeMegabytes - 1) * 100,
        unit: '% more',
        rounds,
      },
      { bar: 'soak', ours: 'standalone, failures', target: 0, value: failures, unit: 'failures', rounds: [] },
    ];
  },
};

const pick = (bodies: readonly string[], index: number): string => bodies[index % bodies.length] ?? '';

/** In the second quarter, when everything is warm, and in the last. */
function memoryOf(megabytes: readonly number[]): { readonly beforeMegabytes: number; readonly afterMegabytes: number } {
  const quarter = Math.floor(megabytes.length / 4);
  return {
    beforeMegabytes: median(megabytes.slice(quarter, 2 * quarter)),
    afterMegabytes: median(megabytes.slice(-quarter)),
  };
}
