import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, openShop, type Shop } from './shop.ts';

const LINES = /* GraphQL */ `
  lines { id quantity unitPrice { amount } variant { id } warnings {
    __typename ... on PriceChangedWarning { priceWhenAdded { amount currency } } ... on InsufficientStockWarning { message available } ... on NotOnSaleWarning { message } } }
`;

describe('a line of a cart', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const linesOf = async (viewer: Viewer): Promise<any[]> => {
    const { data, errors } = await shop.ask(viewer, `{ cart { subtotal { amount } ${LINES} } }`);
    expect(errors).toEqual([]);
    return data.cart.lines;
  };
  const warningsOf = async (viewer: Viewer): Promise<any[]> => (await linesOf(viewer)).map((line) => line.warnings);
  const add = async (viewer: Viewer, variantId: string, quantity = 1): Promise<any[]> => {
    const { data, errors } = await shop.ask(
      viewer,
      `mutation ($input: AddToCartInput!) { addToCart(input: $input) { ... on CartSuccess { cart { ${LINES} } } } }`,
      { input: { variantId, quantity } },
    );
    expect(errors).toEqual([]);
    return data.addToCart.cart.lines;
  };
  const priceAt = (variantId: string, amount: number): void =>
    void (shop.inventory.variants.get(variantId)!.unitPriceMinor = amount);

  it('warns of a price that changed since units were last added', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(10, 1999);
    expect((await add(viewer, variantId))[0]).toMatchObject({ warnings: [] });
    priceAt(variantId, 2499);
    expect(await linesOf(viewer)).toMatchObject([
      {
        unitPrice: { amount: 2499 },
        warnings: [{ __typename: 'PriceChangedWarning', priceWhenAdded: { amount: 1999, currency: 'USD' } }],
      },
    ]);
    priceAt(variantId, 1999);
    expect(await warningsOf(viewer)).toEqual([[]]);
    priceAt(variantId, 1499);
    // A buyer who adds more has seen the price of today.
    expect((await add(viewer, variantId))[0]).toMatchObject({ quantity: 2, warnings: [] });
  });

  it('is not acknowledged by a change of its quantity, and forgets nothing by it', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(10, 1999);
    const [line] = await add(viewer, variantId);
    priceAt(variantId, 2499);
    await shop.ask(viewer, 'mutation ($input: UpdateCartLineInput!) { updateCartLine(input: $input) { __typename } }', {
      input: { cartLineId: line.id, quantity: 3 },
    });
    expect(await linesOf(viewer)).toMatchObject([
      { quantity: 3, warnings: [{ __typename: 'PriceChangedWarning', priceWhenAdded: { amount: 1999 } }] },
    ]);
  });

  it('warns of too few units and of what is not sold any more', async () => {
    const viewer = customer();
    const [few, none, gone, well] = [5, 5, 5, 5].map((units) => shop.inventory.stock(units)) as [
      string,
      string,
      string,
      string,
    ];
    for (const variantId of [few, none, gone, well]) await add(viewer, variantId, 5);
    shop.inventory.variants.get(few)!.available = 4;
    shop.inventory.variants.get(none)!.available = 0;
    shop.inventory.variants.delete(gone);
    expect(await warningsOf(viewer)).toEqual([
      [{ __typename: 'InsufficientStockWarning', message: 'Only 4 of these can be ordered now.', available: 4 }],
      [{ __typename: 'InsufficientStockWarning', message: 'This is sold out for now.', available: 0 }],
      [{ __typename: 'NotOnSaleWarning', message: 'This is not sold any more. Take it out to order the rest.' }],
      [],
    ]);
  });

  it('keeps the price that a visitor saw when their cart is merged at sign-in', async () => {
    const visitorId = newId();
    const account = { ...customer(), visitorId: null };
    const [both, theirs] = [shop.inventory.stock(10, 100), shop.inventory.stock(10, 100)];
    await add(account, both);
    priceAt(both, 200);
    for (const variantId of [both, theirs]) await add({ kind: 'anonymous', visitorId }, variantId);
    priceAt(both, 300);
    priceAt(theirs, 300);
    const warnings = await warningsOf({ ...account, visitorId });
    expect(warnings.map(([warning]) => warning.priceWhenAdded.amount)).toEqual([200, 100]);
  });

  it('asks the inventory once, however many lines there are', async () => {
    const viewer = customer();
    for (let n = 0; n < 12; n++) await add(viewer, shop.inventory.stock(5));
    const before = shop.inventory.faults.calls.get('OrderAsksOffers')!;
    expect(await linesOf(viewer)).toHaveLength(12);
    expect(shop.inventory.faults.calls.get('OrderAsksOffers')).toBe(before + 1);
  });

  it('has no warnings while the inventory does not answer, and neither has one from before prices were kept', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5, 100);
    await add(viewer, variantId);
    priceAt(variantId, 200);
    shop.inventory.faults.isDown = true;
    expect(await linesOf(viewer)).toMatchObject([{ quantity: 1, unitPrice: null, warnings: [] }]);
    shop.inventory.faults.isDown = false;
    await shop.database.db.execute(
      `update cart_line set unit_price_minor = null, currency = null where variant_id = unhex('${variantId.replaceAll('-', '')}')`,
    );
    expect(await warningsOf(viewer)).toEqual([[]]);
  });
});
