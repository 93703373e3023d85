import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customer, openShop, PLACE, shippingAddress, type Shop } from './shop.ts';

let shop: Shop;
let turn = 0;
beforeAll(async () => {
  shop = await openShop({
    instances: 2,
    limits: { maxUnpaidOrders: 5, maxHeldUnits: 20 },
    networkLimits: { maxUnpaidOrders: 6, maxHeldUnits: 40 },
  });
});
afterAll(() => shop.close());

type From = { readonly addressHash?: string; readonly visitorId?: string };

/** A guest who begins anew, and asks for one variant. */
async function placeAsNewGuest(variantId: string, quantity: number, { addressHash, visitorId }: From) {
  const { client } = [shop.subgraph, ...shop.others][turn++ % 2]!;
  const { result } = await client({
    query: PLACE,
    variables: { input: { idempotencyKey: newId(), lines: [{ variantId, quantity }], shippingAddress } },
    viewer: { ...customer(), isGuest: true, visitorId: visitorId ?? newId() },
    requestId: newId(),
    addressHash,
  });
  return (result.data as any).placeOrder;
}
const countOf = (answers: readonly { __typename: string }[], name: string): number =>
  answers.filter((answer) => answer.__typename === name).length;
const atOnce = (times: number, place: () => Promise<{ __typename: string }>) =>
  Promise.all(Array.from({ length: times }, place));

it('lets guests of one network hold no more of a variant together than its limit', async () => {
  const variantId = shop.inventory.stock(1000);
  const from = { addressHash: newId() };
  const answers = await atOnce(12, () => placeAsNewGuest(variantId, 15, from));
  expect([countOf(answers, 'PlaceOrderSuccess'), countOf(answers, 'HeldUnitsLimitError')]).toEqual([2, 10]);
  expect(shop.inventory.variants.get(variantId)!.available).toBe(1000 - 30);
  expect(await placeAsNewGuest(variantId, 15, from)).toMatchObject({
    message: 'Unpaid orders from your network may hold at most 40 units of one variant, and hold 30 of this.',
    maximum: 40,
  });
  expect((await placeAsNewGuest(variantId, 15, { addressHash: newId() })).__typename).toBe('PlaceOrderSuccess');
});

it('lets guests of one network have no more unpaid orders together than its limit', async () => {
  const from = { addressHash: newId() };
  const answers = await atOnce(12, () => placeAsNewGuest(shop.inventory.stock(10), 1, from));
  expect([countOf(answers, 'PlaceOrderSuccess'), countOf(answers, 'UnpaidOrderLimitError')]).toEqual([6, 6]);
  expect((await placeAsNewGuest(shop.inventory.stock(10), 1, from)).message).toMatch(
    /6 unpaid orders from your network/,
  );
});

it('holds a device to the limits of one shopper, whoever orders on it', async () => {
  const variantId = shop.inventory.stock(1000);
  const from = { visitorId: newId() };
  const answers = await atOnce(10, () => placeAsNewGuest(variantId, 6, from));
  expect([countOf(answers, 'PlaceOrderSuccess'), countOf(answers, 'HeldUnitsLimitError')]).toEqual([3, 7]);
  expect(shop.inventory.variants.get(variantId)!.available).toBe(1000 - 18);
});

it('forgets from where an order came once it is paid', async () => {
  const from = { addressHash: newId(), visitorId: newId() };
  const { order } = await placeAsNewGuest(shop.inventory.stock(10), 1, from);
  const sourcesKept = async (): Promise<number> => {
    const [[row]] = (await shop.database.db.execute(
      `select count(*) as kept from order_saga where order_id = unhex('${order.id.replaceAll('-', '')}') and (visitor_id is not null or address_hash is not null)`,
    )) as unknown as [[{ kept: number }]];
    return row.kept;
  };
  expect(await sourcesKept()).toBe(1);
  await shop.pay(order.id);
  expect(await sourcesKept()).toBe(0);
});

it.each(['visitor_id', 'address_hash'])('counts by an index on %s', async (column) => {
  await shop.database.db.execute('analyze table order_saga');
  const [[row]] = (await shop.database.db.execute(
    `explain select request from order_saga where ${column} = x'01990000000070008000000000000000' and state in ('RESERVING_STOCK', 'AWAITING_PAYMENT')`,
  )) as unknown as [[{ key: string }]];
  expect(row.key).toBe(column === 'visitor_id' ? 'order_saga_by_visitor' : 'order_saga_by_address');
});
