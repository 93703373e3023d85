import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLines } from './reservation.ts';

const lines = fc.array(
  fc.record({ variantId: fc.constantFrom('a', 'b', 'c', 'd'), quantity: fc.integer({ min: 1, max: 1000 }) }),
);

describe('mergeLines', () => {
  it('keeps the number of units of each variant', () => {
    fc.assert(
      fc.property(lines, (some) => {
        for (const { variantId, quantity } of mergeLines(some))
          expect(quantity).toBe(
            some.filter((line) => line.variantId === variantId).reduce((sum, line) => sum + line.quantity, 0),
          );
      }),
    );
  });

  it('gives one line a variant, in the order of their ids, whatever the order of the input', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const merged = mergeLines(some);
        const ids = merged.map(({ variantId }) => variantId);
        expect(ids).toEqual([...new Set(some.map(({ variantId }) => variantId))].sort());
        expect(mergeLines(some.toReversed())).toEqual(merged);
      }),
    );
  });
});
