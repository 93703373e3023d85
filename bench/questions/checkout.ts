import { createPool, type RowDataPacket } from 'mysql2/promise';
import { ask } from '../harness/ask.ts';
import { openBackingServices, sellingSize, type BackingServices } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import type { Question } from '../harness/question.ts';
import { compare, inRounds, type Contender } from '../harness/rounds.ts';
import { dashed, makeVariant } from '../harness/shop-client.ts';
import { signTokens } from '../harness/tokens.ts';
import type { CheckoutLoad } from '../load/checkout.ts';
import { startOurShop } from '../servers/our-shop.ts';
import { startVendure } from '../servers/vendure.ts';

const SHOPPERS = 8;
const THINGS = 24;
const PLENTY = 900_000;
// Beyond the numbers of the rounds.
const FIRST = 1e9;
const SKU = 'BENCH-CHECKOUT';

/**
 * P6: a guest comes, puts one thing into the cart, orders and pays. Every order that is not paid in the end fails the
 * run.
 */
export const checkout: Question = {
  name: 'checkout',
  comparesAnswers: true,
  asks: 'Whole checkouts, guest to paid, against Vendure on the same MariaDB',
  answer: async ({ rounds, seconds }, progress, keep) => {
    const backing = keep(await openBackingServices(progress, sellingSize));
    const standalone = keep(await startOurShop('standalone', backing));
    const [staff = ''] = await signTokens(backing, 1);
    const ours = await variantIds(backing);
    while (ours.length < THINGS) ours.push(await makeVariant(standalone.url, staff, PLENTY, `${SKU}-${ours.length}`));

    const vendure = keep(await startVendure(backing, progress));
    const theirs = await vendureVariantIds(vendure.url);
    const servers = [
      ['standalone', 'storegraph', standalone, ours],
      ['vendure', 'vendure', vendure, theirs],
      ['distributed', 'storegraph', keep(await startOurShop('distributed', backing)), ours],
    ] as const;

    const contenders: Contender[] = [];
    for (const [name, shop, server, variantIds] of servers) {
      const setup: CheckoutLoad = { kind: 'checkouts', shop, url: server.url, shoppers: SHOPPERS, variantIds };
      contenders.push({ name, server, load: keep(await startLoadGenerator(setup)) });
    }
    progress.say('one checkout in each shop');
    for (const { name, load } of contenders) {
      const { done, error } = await load.run({ atOnce: 1, seconds: 0.001, firstNumber: FIRST });
      if (done !== 1) throw new Error(`${name} does not sell: ${error}`);
    }
    const measures = await inRounds(
      contenders,
      { rounds, seconds, atOnce: SHOPPERS, warmUpSeconds: seconds },
      backing.databasePid,
      progress,
    );
    return [compare('P6', 8, 'standalone', 'vendure', measures), compare('P6', 8, 'distributed', 'vendure', measures)];
  },
};

async function variantIds({ databases }: BackingServices): Promise<string[]> {
  const pool = createPool({ uri: databases.inventory.url, connectionLimit: 1 });
  try {
    const [rows] = await pool.query<(RowDataPacket & { id: string })[]>(
      'select lower(hex(id)) as id from product_variant where sku like ?',
      [`${SKU}-%`],
    );
    return rows.map(({ id }) => dashed(id));
  } finally {
    await pool.end();
  }
}

async function vendureVariantIds(url: string): Promise<string[]> {
  const query = `{ products(options: { take: 100, filter: { name: { contains: "${SKU}" } } }) { items { variants { id } } } }`;
  const { json } = await ask(`${url}/shop-api`, JSON.stringify({ query }));
  const { items } = (json as { data: { products: { items: { variants: { id: string }[] }[] } } }).data.products;
  const ids = items.flatMap(({ variants }) => variants.map(({ id }) => id));
  if (ids.length !== THINGS) throw new Error(`Vendure has ${ids.length} of the ${THINGS} things that are sold here`);
  return ids;
}
