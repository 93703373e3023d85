import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSpareStock } from './spare-stock.ts';

test('lends what is spare and no more', () => {
  const spare = createSpareStock(2, (variant) => [3, 0][variant] ?? 0);
  expect(spare.lend(0, 10, [0], [2])).toBe(true);
  expect(spare.lend(1, 11, [0], [2])).toBe(false);
  expect(spare.lend(1, 11, [0], [1])).toBe(true);
  expect(spare.lend(1, 11, [1], [1])).toBe(false);
});

test('takes nothing of a basket that is short of one variant', () => {
  const spare = createSpareStock(2, (variant) => [2, 1][variant] ?? 0);
  expect(spare.lend(0, 10, [0, 1], [2, 2])).toBe(false);
  expect(spare.lend(0, 10, [0], [2])).toBe(true);
});

test('lends again what came back, after the end of the loan and not at it', () => {
  const spare = createSpareStock(1, () => 1);
  expect(spare.lend(0, 10, [0], [1])).toBe(true);
  expect(spare.lend(10, 20, [0], [1])).toBe(false);
  expect(spare.lend(11, 21, [0], [1])).toBe(true);
});

test('never has more on loan than there is', () => {
  const wishes = fc.array(
    fc.record({ wait: fc.nat(5), quantity: fc.integer({ min: 1, max: 4 }), length: fc.integer({ min: 1, max: 9 }) }),
  );
  fc.assert(
    fc.property(wishes, fc.nat(6), (all, available) => {
      const spare = createSpareStock(1, () => available);
      const loans: { quantity: number; endsMs: number }[] = [];
      let nowMs = 0;
      for (const { wait, quantity, length } of all) {
        nowMs += wait;
        if (spare.lend(nowMs, nowMs + length, [0], [quantity])) loans.push({ quantity, endsMs: nowMs + length });
        const open = loans.filter((loan) => loan.endsMs >= nowMs).reduce((sum, loan) => sum + loan.quantity, 0);
        expect(open).toBeLessThanOrEqual(available);
      }
    }),
  );
});
