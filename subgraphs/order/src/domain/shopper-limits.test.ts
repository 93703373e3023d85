import { expect, it } from 'vitest';
import { limitBroken, type Unpaid } from './shopper-limits.ts';

const none = { maxUnpaidOrders: 0, maxHeldUnits: 0 };
const limits = { shopper: { maxUnpaidOrders: 3, maxHeldUnits: 20 }, network: none };
const ada = { userId: 'ada', visitorId: null, addressHash: null };
const order = (quantity: number, variantId = 'mug', source: Partial<Unpaid> = {}): Unpaid => ({
  ...ada,
  ...source,
  lines: [{ variantId, quantity }],
});

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
  expect(limitBroken({ shopper: none, network: none }, [order(1000), order(1), order(1)], order(1000))).toBeNull();
});

it("counts a device's orders together, whoever orders on it", () => {
  const held = ['ben', 'cleo'].map((userId) => order(10, 'mug', { userId, visitorId: 'laptop' }));
  expect(limitBroken(limits, held, order(1, 'mug', { visitorId: 'laptop' }))).toMatchObject({ held: 20 });
  expect(limitBroken(limits, held, order(1, 'mug', { visitorId: 'phone' }))).toBeNull();
  expect(limitBroken(limits, held, order(1))).toBeNull();
});

it("counts a network's orders together, by its own limits", () => {
  const both = { shopper: limits.shopper, network: { maxUnpaidOrders: 4, maxHeldUnits: 30 } };
  const held = ['ben', 'cleo'].map((userId) => order(15, 'mug', { userId, addressHash: 'office' }));
  expect(limitBroken(both, held, order(1, 'mug', { addressHash: 'office' }))).toEqual({
    of: 'network',
    limit: 'heldUnits',
    maximum: 30,
    variantId: 'mug',
    held: 30,
  });
  expect(limitBroken(both, held, order(1, 'mug', { addressHash: 'home' }))).toBeNull();
  expect(limitBroken(both, [...held, ...held], order(1, 'tea', { addressHash: 'office' }))).toMatchObject({
    of: 'network',
    limit: 'unpaidOrders',
  });
});
