import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { customer, openShop, shippingAddress, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

it('refuses an order that costs something else than the buyer was shown, and holds nothing for it', async () => {
  const viewer = customer();
  const mug = shop.inventory.stock(10, 1999);
  const lines = [{ variantId: mug, quantity: 2 }];
  const place = async (expectedTotal: number | null, idempotencyKey = newId()): Promise<any> => {
    const more = 'total { amount } lines { variant { id } quantity unitPrice { amount } }';
    const query = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on UserError { field } ... on TotalChangedError { ${more} } } }`;
    const input = { lines, shippingAddress, idempotencyKey, expectedTotal };
    return (await shop.ask(viewer, query, { input })).data.placeOrder;
  };
  const key = newId();
  const refusal = {
    __typename: 'TotalChangedError',
    field: ['input', 'expectedTotal'],
    total: { amount: 3998 },
    lines: [{ variant: { id: mug }, quantity: 2, unitPrice: { amount: 1999 } }],
  };
  expect(await place(3000, key)).toEqual(refusal);
  expect(shop.inventory.variants.get(mug)!.available).toBe(10);
  expect(await place(3000, key)).toEqual(refusal);
  expect((await place(3998, key)).__typename).toBe('IdempotencyConflictError');
  expect((await place(3998)).__typename).toBe('PlaceOrderSuccess');
  expect((await place(null)).__typename).toBe('PlaceOrderSuccess');
  expect((await place(-1)).field).toEqual(['input', 'expectedTotal']);
});
