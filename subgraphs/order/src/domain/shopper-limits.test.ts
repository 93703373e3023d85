import { expect, it } from 'vitest';
import { limitBroken } from './shopper-limits.ts';

const limits = { maxUnpaidOrders: 3, maxHeldUnits: 20 };
const order = (quantity: number, variantId = 'mug') => [{ variantId, quantity }];

it('allows as many unpaid orders as the limit, and not one more', () => {
  expect(limitBroken(limits, [order(1), order(1)], order(1))).toBeNull();
  expect(limitBroken(limits, [order(1), order(1), order(1)], order(1, 'tea'))).toEqual({
    limit: 'unpaidOrders',
    maximum: 3,
  });
});

it('allows as many units of a variant as the limit over all orders, and not one more', () => {
  expect(limitBroken(limits, [order(10), order(4)], order(6))).toBeNull();
  expect(limitBroken(limits, [order(10), order(4)], order(7))).toEqual({
    limit: 'heldUnits',
    maximum: 20,
    variantId: 'mug',
    held: 14,
  });
  expect(limitBroken(limits, [order(20)], order(20, 'tea'))).toBeNull();
  expect(limitBroken(limits, [], order(21))).toEqual({ limit: 'heldUnits', maximum: 20, variantId: 'mug', held: 0 });
});

it('knows no limit of 0', () => {
  expect(
    limitBroken({ maxUnpaidOrders: 0, maxHeldUnits: 0 }, [order(1000), order(1), order(1)], order(1000)),
  ).toBeNull();
});
