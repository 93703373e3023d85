import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, eventually, openShop, type Shop } from './shop.ts';

describe('the limits of a shopper', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2, limits: { maxUnpaidOrders: 5, maxHeldUnits: 20 } });
  });
  afterAll(() => shop.close());

  const one = (variantId = shop.inventory.stock(1000), quantity = 1) => [{ variantId, quantity }];
  const countOf = (answers: readonly { __typename: string }[], name: string): number =>
    answers.filter((answer) => answer.__typename === name).length;

  it('let five of ten orders at once wait to be paid, and tell the others why', async () => {
    const viewer = customer();
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.place(viewer, one())));
    expect([countOf(answers, 'PlaceOrderSuccess'), countOf(answers, 'UnpaidOrderLimitError')]).toEqual([5, 5]);
    const refused = answers.find((answer) => answer.__typename === 'UnpaidOrderLimitError');
    expect(refused).toMatchObject({
      message: 'You have 5 unpaid orders. Pay or cancel one first.',
      field: null,
      maximum: 5,
    });
    expect((await shop.place(customer(), one())).__typename).toBe('PlaceOrderSuccess');
  });

  it('let 20 units of a variant be held by ten orders at once, and not one more', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(1000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.place(viewer, one(variantId, 6))));
    expect([countOf(answers, 'PlaceOrderSuccess'), countOf(answers, 'HeldUnitsLimitError')]).toEqual([3, 7]);
    expect(shop.inventory.variants.get(variantId)!.available).toBe(1000 - 18);
    const lines = [...one(), { variantId: variantId.toUpperCase(), quantity: 3 }];
    expect(await shop.place(viewer, lines)).toMatchObject({
      __typename: 'HeldUnitsLimitError',
      field: ['input', 'lines', '1', 'quantity'],
      maximum: 20,
      held: 18,
      variant: { id: variantId },
    });
    expect((await shop.place(viewer, one(variantId, 2))).__typename).toBe('PlaceOrderSuccess');
  });

  it('hold for a cart, too, which stays', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(1000);
    await shop.ask(viewer, 'mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename } }', {
      input: { variantId, quantity: 21 },
    });
    expect(await shop.place(viewer, null)).toMatchObject({ __typename: 'HeldUnitsLimitError', field: null, held: 0 });
    expect((await shop.ask(viewer, '{ cart { totalQuantity } }')).data.cart.totalQuantity).toBe(21);
  });

  it('make room for another order when one is paid, cancelled or has expired', async () => {
    const viewer = customer();
    const orders: string[] = [];
    for (let n = 0; n < 5; n++) orders.push((await shop.place(viewer, one())).order.id);
    const another = async (): Promise<string> => (await shop.place(viewer, one())).__typename;
    expect(await another()).toBe('UnpaidOrderLimitError');
    await shop.pay(orders[0]!);
    expect(await another()).toBe('PlaceOrderSuccess');
    expect(await another()).toBe('UnpaidOrderLimitError');
    await shop.act(viewer, 'cancelOrder', { orderId: orders[1], idempotencyKey: newId() });
    expect(await another()).toBe('PlaceOrderSuccess');
    await shop.endHold(orders[2]!);
    await eventually(
      () => shop.order(viewer, orders[2]!),
      (order) => order.status === 'EXPIRED',
    );
    expect(await another()).toBe('PlaceOrderSuccess');
  });

  it('count an order whose stock nobody answered for yet, and answer the same key alike', async () => {
    const viewer = customer();
    const key = { idempotencyKey: newId() };
    shop.inventory.faults.isDown = true;
    const waiting = one();
    for (const input of [key, ...Array.from({ length: 4 }, () => ({ idempotencyKey: newId() }))])
      expect((await shop.place(viewer, waiting, input)).__typename).toBe('ServiceUnavailableError');
    const refused = { idempotencyKey: newId() };
    expect((await shop.place(viewer, waiting, refused)).__typename).toBe('UnpaidOrderLimitError');
    shop.inventory.faults.isDown = false;
    const placed = await shop.place(viewer, waiting, key);
    expect(placed.__typename).toBe('PlaceOrderSuccess');
    await shop.pay(placed.order.id);
    expect((await shop.place(viewer, waiting, refused)).__typename).toBe('UnpaidOrderLimitError');
    expect((await shop.place(viewer, waiting, key)).order.id).toBe(placed.order.id);
  });

  it('are counted by an index', async () => {
    await shop.database.db.execute('analyze table order_saga');
    const [[row]] = (await shop.database.db.execute(
      "explain select request from order_saga where user_id = x'01990000000070008000000000000000' and state in ('RESERVING_STOCK', 'AWAITING_PAYMENT')",
    )) as unknown as [[{ key: string }]];
    expect(row.key).toBe('order_saga_by_user');
  });
});
