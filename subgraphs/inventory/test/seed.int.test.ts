import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoCategories } from '@storegraph/demo-shop/catalogue';
import { dataSet, demoSize } from '@storegraph/demo-shop/data-set';
import { ask } from '@storegraph/testkit/ask';
import { anonymous } from '@storegraph/testkit/viewers';
import {
  isSeeded,
  seedCategories,
  seedOrders,
  seedProducts,
  seedStockLevels,
  seedStockMovements,
} from '../src/seed.ts';
import { end, expectBooksToBalance, levelOf, openShop, reserve, type Shop } from './shop.ts';

let shop: Shop;
const set = dataSet({ ...demoSize, currency: 'USD', now: new Date('2026-03-01T12:00:00.000Z') });
const orders = [...set.orders()];

beforeAll(async () => {
  shop = await openShop();
  const { db } = shop.database;
  expect(await isSeeded(db)).toBe(false);
  await seedCategories(db, demoCategories);
  await seedProducts(db, [...set.products()]);
  const book = set.openStockBook();
  for (const order of orders) book.record(order);
  await seedStockLevels(db, [...book.levels()]);
  await seedStockMovements(db, [...book.openingReceipts(set.openedAt)]);
  await seedOrders(db, orders);
});
afterAll(() => shop.close());

it('seeds a shop whose books balance', async () => {
  expect(await isSeeded(shop.database.db)).toBe(true);
  await expectBooksToBalance(shop);
});

it('shows the catalogue', async () => {
  const { data, errors } = await ask(
    shop.subgraph.client,
    anonymous,
    `{
    categories { name children { name products(first: 1) { totalCount edges { node { name image { url alt } variants { name price { amount } available } } } } } }
    products { totalCount facets { inStockCount categories { count } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.products.totalCount).toBe([...set.products()].length);
  expect(data.products.facets.inStockCount).toBeGreaterThan(50);
  expect(data.categories.length).toBeGreaterThan(1);
  expect(data.categories[0].children[0].products.edges[0].node.image.url).toMatch(/^\/pictures\/.+\.webp$/);
});

it('goes on where the history stops: a held order can be committed, a finished one answers its state', async () => {
  const held = orders.find(({ reservation }) => reservation === 'HELD')!;
  const committed = orders.find(({ reservation }) => reservation === 'COMMITTED')!;
  const [line] = held.lines;
  const before = await levelOf(shop, line!.variantId);
  expect(await end(shop, 'commitStock', held.id)).toEqual({ __typename: 'OrderStockSuccess', state: 'COMMITTED' });
  expect(await levelOf(shop, line!.variantId)).toEqual({
    onHand: before.onHand - line!.quantity,
    reserved: before.reserved - line!.quantity,
  });
  expect(await end(shop, 'releaseStock', committed.id)).toEqual({
    __typename: 'OrderStockRefused',
    refusedIn: 'COMMITTED',
  });
  const again = await reserve(
    shop,
    held.id,
    held.lines.map(({ variantId, quantity }) => [variantId, quantity]),
  );
  expect(again.lines.map(({ quote }: { quote: { name: string } }) => quote.name).sort()).toEqual(
    held.lines.map(({ name }) => name).sort(),
  );
  await expectBooksToBalance(shop);
});
