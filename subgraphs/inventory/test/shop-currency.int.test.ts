import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { startInventorySubgraph } from '../src/server.ts';
import { makeProduct, mutateAsStaff, openShop, reserve, type Shop, settingsIn } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ currency: 'IDR' });
});
afterAll(() => shop.close());

const idr = (amount: number) => ({ amount, currency: 'IDR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });
const bytes = (id: string) => sql`unhex(${id.replaceAll('-', '')})`;

/** A variant as a shop with another setting has left it. */
async function variantInDollars(): Promise<string> {
  const { variantIds } = await makeProduct(shop, { currency: 'IDR' });
  const id = variantIds[0]!;
  await shop.database.db.execute(sql`update product_variant set currency = 'USD' where id = ${bytes(id)}`);
  return id;
}

const inRupiahAgain = () => shop.database.db.execute(sql`update product_variant set currency = 'IDR'`);

const startWith = (currency: string) =>
  startInventorySubgraph({
    databaseUrl: shop.url,
    connections: 2,
    log: createLogger('inventory', 'silent'),
    eventTransport: null,
    clients: {},
    settings: settingsIn(currency),
  });

it.each([
  [
    'createProduct',
    (price: object) => ({ name: 'Mug', variants: [{ sku: `S-${newId()}`, price }] }),
    'variants.0.price.currency',
  ],
  [
    'addVariant',
    (price: object, productId: string) => ({ productId, variant: { sku: `S-${newId()}`, price } }),
    'variant.price.currency',
  ],
  ['updateVariant', (price: object, _: string, variantId: string) => ({ variantId, price }), 'price.currency'],
] as const)('%s refuses a price in another currency', async (name, input, field) => {
  const { id, variantIds } = await makeProduct(shop, { currency: 'IDR' });
  for (const price of [usd(1300), { amount: 1300, currency: 'idr' }, { amount: 1300, currency: '' }])
    expect(await mutateAsStaff(shop, name, input(price, id, variantIds[0]!), '')).toMatchObject({
      __typename: 'InvalidInputError',
      message: 'This shop sells in IDR.',
      field: ['input', ...field.split('.')],
    });
  expect((await mutateAsStaff(shop, name, input(idr(90_000), id, variantIds[0]!), '')).__typename).toMatch(/Success$/);
});

it('writes a price whole: never an amount under the currency of the price before', async () => {
  const variantId = await variantInDollars();
  expect(
    await mutateAsStaff(
      shop,
      'updateVariant',
      { variantId, price: idr(90_000) },
      '... on VariantSuccess { variant { price { amount currency } } }',
    ),
  ).toEqual({ __typename: 'VariantSuccess', variant: { price: idr(90_000) } });
});

it('neither quotes nor holds a variant that is priced in another currency', async () => {
  const variantId = await variantInDollars();
  const { data } = await shop.asService('query ($id: ID!) { variantQuotes(ids: [$id]) { variantId } }', {
    id: variantId,
  });
  expect(data.variantQuotes).toEqual([]);
  expect(await reserve(shop, newId(), [[variantId, 1]])).toEqual({
    __typename: 'ReserveStockUnknownVariants',
    variantIds: [variantId],
  });
  await inRupiahAgain();
});

it('refuses to start on prices in another currency, and says which setting, which currency and how many', async () => {
  await Promise.all([variantInDollars(), variantInDollars()]);
  await expect(startWith('IDR')).rejects.toThrow(
    'SHOP_CURRENCY is IDR, but the database holds 2 variants priced in USD. Set SHOP_CURRENCY to',
  );
  await shop.database.db.execute(sql`update product_variant set currency = 'EUR' where currency = 'USD' limit 1`);
  await expect(startWith('IDR')).rejects.toThrow('1 variant priced in EUR, and 1 variant priced in USD');
  await inRupiahAgain();
  await expect(startWith('USD')).rejects.toThrow(
    /SHOP_CURRENCY is USD, but the database holds \d+ variants priced in IDR/,
  );
  await (await startWith('IDR')).stop();
});
