import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOf, subtotalOf } from './cart.ts';
import { asAsked, orderTotal, type ReservedLine } from './order-line.ts';

const line = (amount: number, quantity: number, currency = 'USD'): ReservedLine => ({
  variantId: '',
  productId: '',
  sku: '',
  name: '',
  unitPrice: { amount, currency },
  quantity,
});
const lines = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 1_000_000_000_000 }), fc.integer({ min: 1, max: 1000 }))
    .map(([amount, quantity]) => line(amount, quantity)),
  { minLength: 1, maxLength: 100 },
);

describe('orderTotal', () => {
  it('is the exact sum of the lines, or refused beyond 10^12', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const exact = some.reduce(
          (sum, { unitPrice, quantity }) => sum + BigInt(unitPrice.amount) * BigInt(quantity),
          0n,
        );
        const total = orderTotal(some, 'USD');
        if (exact <= 1_000_000_000_000n)
          expect(total).toEqual({ ok: true, value: { amount: Number(exact), currency: 'USD' } });
        else expect(total).toEqual({ ok: false, refusal: { kind: 'totalOutOfBounds' } });
      }),
    );
  });

  it('refuses lines in another currency than the shop’s, and no line', () => {
    const [dollars, euros] = [line(1, 1), line(1, 1, 'EUR')];
    const refused = { ok: false, refusal: { kind: 'otherCurrency', variantIds: [euros.variantId] } };
    expect(orderTotal([dollars, euros], 'USD')).toEqual(refused);
    expect(orderTotal([euros], 'USD')).toEqual(refused);
    expect(orderTotal([], 'USD').ok).toBe(false);
  });
});

it('puts held lines in the order in which they were asked for', () => {
  const of = (variantId: string): ReservedLine => ({ ...line(1, 1), variantId });
  const asked = ['c', 'a', 'b'].map((variantId) => ({ variantId, quantity: 1 }));
  expect(asAsked([of('a'), of('b'), of('c')], asked)).toEqual([of('c'), of('a'), of('b')]);
});

describe('the prices of a cart', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });

  it('sum up what has a price', () => {
    expect(subtotalOf([usd(5), null, usd(7)], 'USD')).toEqual(usd(12));
    expect(subtotalOf([], 'USD')).toEqual(usd(0));
    expect(subtotalOf([null, null], 'USD')).toBeNull();
  });

  it('are null beyond what an amount of money can be', () => {
    expect(priceOf(usd(1_000_000_000_000), 2)).toBeNull();
    expect(subtotalOf([usd(1_000_000_000_000), usd(1)], 'USD')).toBeNull();
    expect(subtotalOf([{ amount: 1, currency: 'EUR' }], 'USD')).toBeNull();
    expect(priceOf(null, 2)).toBeNull();
  });
});
