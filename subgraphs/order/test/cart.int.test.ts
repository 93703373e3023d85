import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { anonymous, service, signedIn } from '@storegraph/testkit/viewers';
import { customer, openShop, staff, type Shop } from './shop.ts';

const CART = /* GraphQL */ `
  fragment CartParts on Cart {
    id
    totalQuantity
    subtotal {
      amount
      currency
    }
    lines {
      id
      quantity
      variant {
        id
      }
      unitPrice {
        amount
        currency
      }
      total {
        amount
        currency
      }
    }
  }
`;

describe('the cart', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const visitor = (visitorId = newId()): Viewer => ({ kind: 'anonymous', visitorId });
  const read = async (viewer: Viewer) => {
    const { data, errors } = await shop.ask(viewer, `${CART} { cart { ...CartParts } }`);
    expect(errors).toEqual([]);
    return data.cart;
  };
  const change = async (viewer: Viewer, mutation: string, input: Record<string, unknown> | null = null) => {
    const name = mutation[0]!.toUpperCase() + mutation.slice(1);
    const { data, errors } = await shop.ask(
      viewer,
      `${CART} mutation ${input ? `($input: ${name}Input!)` : ''} { ${mutation} ${input ? '(input: $input)' : ''} {
        __typename ... on CartSuccess { cart { ...CartParts } } ... on ServiceUnavailableError { retryAfterSeconds } ... on UserError { message field } } }`,
      input ? { input } : {},
    );
    expect(errors).toEqual([]);
    return data[mutation];
  };
  const add = (viewer: Viewer, variantId: string, quantity = 1) => change(viewer, 'addToCart', { variantId, quantity });
  const contents = (cart: any) => cart.lines.map((line: any) => [line.variant.id, line.quantity]);

  it('adds, sets, removes and clears, oldest line first', async () => {
    const viewer = customer();
    const [mug, tea] = [shop.inventory.stock(10, 1999), shop.inventory.stock(10, 450)];
    await add(viewer, mug);
    await add(viewer, tea, 2);
    const { cart } = await add(viewer, mug, 2);
    expect(cart).toMatchObject({
      id: viewer.userId,
      totalQuantity: 5,
      subtotal: { amount: 3 * 1999 + 900, currency: 'USD' },
    });
    expect(contents(cart)).toEqual([
      [mug, 3],
      [tea, 2],
    ]);
    expect(cart.lines[1]).toMatchObject({ unitPrice: { amount: 450 }, total: { amount: 900 } });
    const [first, second] = cart.lines;
    expect(contents((await change(viewer, 'updateCartLine', { cartLineId: first.id, quantity: 7 })).cart)).toEqual([
      [mug, 7],
      [tea, 2],
    ]);
    expect(contents((await change(viewer, 'updateCartLine', { cartLineId: first.id, quantity: 0 })).cart)).toEqual([
      [tea, 2],
    ]);
    expect(contents((await change(viewer, 'removeCartLine', { cartLineId: second.id })).cart)).toEqual([]);
    await add(viewer, mug);
    expect((await change(viewer, 'clearCart')).cart).toMatchObject({
      lines: [],
      totalQuantity: 0,
      subtotal: { amount: 0, currency: 'USD' },
    });
    expect(await read(viewer)).toMatchObject({ lines: [] });
  });

  it('adds up what is added at the same moment', async () => {
    const viewer = customer();
    const variants = Array.from({ length: 4 }, () => shop.inventory.stock(10));
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(viewer, variants[index % 4]!)));
    expect((await read(viewer)).lines.map((line: any) => line.quantity)).toEqual([5, 5, 5, 5]);
  });

  it.each([
    ['0', 0],
    ['-1', -1],
    ['1001', 1001],
    ['a billion', 1_000_000_000],
  ])('refuses to add %s units', async (_, quantity) => {
    const viewer = customer();
    expect(await add(viewer, shop.inventory.stock(1), quantity)).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'quantity'],
    });
    expect((await read(viewer)).lines).toEqual([]);
  });

  it('holds at most 1000 units of a variant, and 100 lines', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(1);
    await add(viewer, variantId, 999);
    expect(await add(viewer, variantId, 2)).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'quantity'],
    });
    for (let line = 1; line < 100; line++) await add(viewer, shop.inventory.stock(1));
    expect(await add(viewer, shop.inventory.stock(1))).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'variantId'],
    });
    expect((await add(viewer, variantId, 1)).cart.totalQuantity).toBe(1099);
  });

  it('refuses variants and lines that do not exist', async () => {
    const viewer = customer();
    for (const variantId of [newId(), 'no id'])
      expect(await add(viewer, variantId)).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'variantId'],
      });
    const { cart } = await add(customer(), shop.inventory.stock(1));
    for (const cartLineId of [cart.lines[0].id, newId(), 'no id'])
      expect(await change(viewer, 'removeCartLine', { cartLineId })).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'cartLineId'],
      });
  });

  it('is shown without prices while the inventory does not answer, and takes nothing new', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(1, 100);
    await add(viewer, variantId, 2);
    shop.inventory.faults.isDown = true;
    expect(await read(viewer)).toMatchObject({
      totalQuantity: 2,
      subtotal: null,
      lines: [{ quantity: 2, variant: { id: variantId }, unitPrice: null, total: null }],
    });
    expect(await add(viewer, variantId)).toMatchObject({ __typename: 'ServiceUnavailableError', retryAfterSeconds: 2 });
    shop.inventory.faults.isDown = false;
    shop.inventory.variants.delete(variantId);
    await add(viewer, shop.inventory.stock(1, 700));
    expect(await read(viewer)).toMatchObject({
      subtotal: { amount: 700 },
      lines: [{ unitPrice: null }, { unitPrice: { amount: 700 } }],
    });
  });

  it('asks the inventory once for the prices of all lines', async () => {
    const viewer = customer();
    for (let line = 0; line < 3; line++) await add(viewer, shop.inventory.stock(1));
    const before = shop.inventory.faults.calls.get('OrderAsksOffers')!;
    await read(viewer);
    expect(shop.inventory.faults.calls.get('OrderAsksOffers')).toBe(before + 1);
  });

  describe('of a visitor', () => {
    it('belongs to the browser, also for a guest', async () => {
      const visitorId = newId();
      const variantId = shop.inventory.stock(1);
      await add(visitor(visitorId), variantId);
      expect(contents(await read(visitor()))).toEqual([]);
      expect(contents(await read(signedIn({ isGuest: true, visitorId })))).toEqual([[variantId, 1]]);
      const guest = signedIn({ isGuest: true });
      expect((await add(guest, variantId)).cart.id).toBe(guest.userId);
    });

    it('is empty without a cookie, and cannot be written', async () => {
      expect(await read(anonymous)).toMatchObject({ lines: [], totalQuantity: 0 });
      expect(await add(anonymous, shop.inventory.stock(1))).toMatchObject({
        __typename: 'InvalidInputError',
        message: expect.stringContaining('cookie'),
        field: null,
      });
      expect(await change(anonymous, 'clearCart')).toMatchObject({ __typename: 'InvalidInputError' });
      expect(await change(service, 'clearCart')).toMatchObject({ __typename: 'InvalidInputError' });
    });

    it('is merged into the cart of the account that they sign in to, once', async () => {
      const visitorId = newId();
      const account = customer();
      const [both, own, theirs] = [shop.inventory.stock(1), shop.inventory.stock(1), shop.inventory.stock(1)];
      await add(account, own, 1);
      await add(account, both, 900);
      await add(visitor(visitorId), both, 200);
      await add(visitor(visitorId), theirs, 3);
      const signedInThere = { ...account, visitorId };
      const carts = await Promise.all(Array.from({ length: 10 }, () => read(signedInThere)));
      for (const cart of carts)
        expect(contents(cart)).toEqual([
          [own, 1],
          [both, 1000],
          [theirs, 3],
        ]);
      expect(contents(await read(visitor(visitorId)))).toEqual([]);
    });

    it('is merged by a write and by an order, too', async () => {
      const visitorId = newId();
      const account = { ...customer(), visitorId };
      const [first, second, third] = [shop.inventory.stock(5), shop.inventory.stock(5), shop.inventory.stock(5)];
      await add(visitor(visitorId), first);
      expect(contents((await add(account, second)).cart)).toEqual([
        [first, 1],
        [second, 1],
      ]);
      await add(visitor(visitorId), third);
      const { order } = await shop.place(account, null);
      expect(order.lines.map((line: any) => line.variant.id)).toEqual([first, second, third]);
    });
  });

  describe('when it is ordered', () => {
    it('is emptied of what was ordered', async () => {
      const viewer = customer();
      const variantId = shop.inventory.stock(5);
      await add(viewer, variantId, 2);
      const placed = await shop.place(viewer, null);
      expect(placed).toMatchObject({
        __typename: 'PlaceOrderSuccess',
        order: { totalQuantity: 2 },
        cart: { id: viewer.userId, lines: [] },
      });
      expect((await read(viewer)).lines).toEqual([]);
    });

    it('keeps what was added between the order and its stock', async () => {
      const viewer = customer();
      const [ordered, later] = [shop.inventory.stock(5), shop.inventory.stock(5)];
      await add(viewer, ordered, 2);
      shop.inventory.faults.isDown = true;
      const key = { idempotencyKey: newId() };
      expect((await shop.place(viewer, null, key)).__typename).toBe('ServiceUnavailableError');
      expect(contents(await read(viewer))).toEqual([[ordered, 2]]);
      shop.inventory.faults.isDown = false;
      await Promise.all([add(viewer, ordered, 1), add(viewer, later, 1)]);
      expect(await shop.place(viewer, null, key)).toMatchObject({
        order: { totalQuantity: 2 },
        cart: { totalQuantity: 2 },
      });
      expect(Object.fromEntries(contents(await read(viewer)))).toEqual({ [ordered]: 1, [later]: 1 });
    });

    it('stays when the order is refused, or names its own lines', async () => {
      const viewer = customer();
      const variantId = shop.inventory.stock(5);
      await add(viewer, variantId, 6);
      expect(await shop.place(viewer, null)).toMatchObject({
        __typename: 'OutOfStockError',
        field: null,
        shortages: [{ requested: 6, available: 5 }],
      });
      await shop.place(viewer, [{ variantId, quantity: 1 }]);
      expect(contents(await read(viewer))).toEqual([[variantId, 6]]);
    });

    it('of a guest is the one of their browser', async () => {
      const guest = signedIn({ isGuest: true, visitorId: newId() });
      const variantId = shop.inventory.stock(5);
      await add(guest, variantId);
      expect(await shop.place(guest, null)).toMatchObject({
        order: { totalQuantity: 1, buyer: { id: guest.userId } },
        cart: { id: guest.visitorId, lines: [] },
      });
    });
  });

  it('is seen on `User.cart` by its owner and by staff, and by nobody else', async () => {
    const owner = customer();
    const variantId = shop.inventory.stock(5);
    await add(owner, variantId);
    const ask = (viewer: Viewer) =>
      shop.ask(
        viewer,
        `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { cart { lines { variant { id } } } } } }`,
        { id: owner.userId },
      );
    for (const viewer of [owner, staff()])
      expect((await ask(viewer)).data._entities[0].cart.lines).toEqual([{ variant: { id: variantId } }]);
    expect((await ask(customer())).errors[0]!.extensions!['code']).toBe('FORBIDDEN');
    expect((await ask(anonymous)).errors[0]!.extensions!['code']).toBe('UNAUTHENTICATED');
  });
});
