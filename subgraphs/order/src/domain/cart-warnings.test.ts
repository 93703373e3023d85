import { expect, it } from 'vitest';
import { warningsOf, type Offer } from './cart.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const offer = (amount: number, available: number): Offer => ({ kind: 'onSale', unitPrice: usd(amount), available });

it('warns of nothing when price and stock are as they were, or the inventory does not answer', () => {
  expect(warningsOf({ quantity: 3, priceWhenAdded: usd(100) }, offer(100, 3))).toEqual([]);
  expect(warningsOf({ quantity: 3, priceWhenAdded: null }, offer(100, 3))).toEqual([]);
  expect(warningsOf({ quantity: 3, priceWhenAdded: usd(100) }, { kind: 'unknown' })).toEqual([]);
});

it('warns of another price, whichever way it went, and of another currency', () => {
  for (const then of [usd(99), usd(101), { amount: 100, currency: 'EUR' }])
    expect(warningsOf({ quantity: 1, priceWhenAdded: then }, offer(100, 1))).toEqual([
      { kind: 'priceChanged', priceWhenAdded: then },
    ]);
});

it('warns of one unit too few, beside a new price', () => {
  expect(warningsOf({ quantity: 3, priceWhenAdded: usd(90) }, offer(100, 2))).toEqual([
    { kind: 'priceChanged', priceWhenAdded: usd(90) },
    { kind: 'insufficientStock', available: 2 },
  ]);
});

it('warns of a variant that is not sold any more, and then of nothing else', () => {
  expect(warningsOf({ quantity: 3, priceWhenAdded: usd(90) }, { kind: 'notOnSale' })).toEqual([{ kind: 'notOnSale' }]);
});
