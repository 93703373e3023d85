import { openBackingServices, type BackingServices } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import { orderPageBodies } from '../harness/order-pages.ts';
import { productListBodies, searchBodies } from '../harness/product-queries.ts';
import type { Question } from '../harness/question.ts';
import { measureRound } from '../harness/rounds.ts';
import { median } from '../harness/statistics.ts';
import { signTokens } from '../harness/tokens.ts';
import type { RequestLoad } from '../load/requests.ts';
import { startOurShop } from '../servers/our-shop.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const BASE = 10_000;
const SEARCHED = 100_000;
// One at a time: what grows is the work for a page, not a queue.
const CONNECTIONS = 1;

type P95s = Readonly<Record<string, number>>;

/** P8, P9: lists and search as the shop grows tenfold, and tenfold again. */
export const growth: Question = {
  name: 'growth',
  asks: 'Lists and search from 1,000 orders and products to --rows (seeding a million takes its time)',
  onlyWhenNamed: true,
  answer: async ({ rounds, seconds, rows }, progress, keep) => {
    const measured: { readonly rows: number; readonly p95Ms: P95s }[] = [];
    for (const size of SIZES.filter((each) => each <= rows)) {
      const backing = keep(
        await openBackingServices(progress, {
          seed: 2026,
          generatedProducts: size,
          customers: Math.max(100, size / 10),
          orders: size,
        }),
      );
      const shop = keep(await startOurShop('standalone', backing));
      const p95Ms: Record<string, number> = {};
      for (const [name, bodies] of Object.entries(await listsOf(backing))) {
        const setup: RequestLoad = {
          kind: 'requests',
          url: shop.url,
          path: '/graphql',
          connections: CONNECTIONS,
          bodies,
          tokens: await signTokens(backing, 100),
        };
        const load = keep(await startLoadGenerator(setup));
        const contender = { name, server: shop, load };
        await load.run({ atOnce: CONNECTIONS, seconds });
        const each = [];
        for (let round = 0; round < rounds; round++)
          each.push(await measureRound(contender, { atOnce: CONNECTIONS, seconds }, backing.databasePid));
        p95Ms[name] = median(each.map((measure) => measure.p95Ms));
        progress.say(`${size} rows, ${name}: p95 ${p95Ms[name].toFixed(1)} ms`);
        load.stop();
      }
      measured.push({ rows: size, p95Ms });
      await shop.stop();
      await backing.stop();
    }
    const largest = measured.at(-1);
    // A short look has nothing above the base to compare with it.
    const base = measured.findLast((each) => each.rows <= BASE && each !== largest);
    if (base === undefined || largest === undefined)
      throw new Error(`--rows has to be at least ${BASE}: growth is what is asked for`);
    const searched = measured.find((each) => each.rows === SEARCHED);
    return [
      ...(searched === undefined
        ? []
        : [
            {
              bar: 'P8' as const,
              ours: `standalone, ${SEARCHED} products`,
              target: 60,
              value: searched.p95Ms['search'] ?? 0,
              unit: 'ms p95',
              rounds: [searched],
            },
          ]),
      ...Object.entries(largest.p95Ms).map(([name, p95Ms]) => ({
        bar: 'P9' as const,
        ours: `${name}, ${largest.rows} rows`,
        target: 2,
        value: p95Ms / (base.p95Ms[name] ?? Number.NaN),
        unit: `x the p95 of ${base.rows} rows`,
        rounds: measured,
      })),
    ];
  },
};

const listsOf = async (backing: BackingServices): Promise<Readonly<Record<string, readonly string[]>>> => ({
  'order list': await orderPageBodies(backing, 900),
  'product list': productListBodies(),
  search: searchBodies(),
});
