import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manySequences } from '@storegraph/testkit/sequences';
import { withoutOrdered } from './cart.ts';
import { mergeCarts } from './merge-carts.ts';
import { MAX_LINES, MAX_QUANTITY, mergeQuantities } from './quantities.ts';

const cart = fc.uniqueArray(
  fc.record({
    variantId: fc.integer({ min: 0, max: 150 }).map(String),
    quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
  }),
  { selector: (line) => line.variantId, maxLength: MAX_LINES, size: 'max' },
);

describe('mergeCarts', () => {
  it('keeps every line of the account in its place, with no fewer units', () => {
    fc.assert(
      fc.property(cart, cart, (own, visitors) => {
        const merged = mergeCarts(own, visitors);
        expect(merged.slice(0, own.length).map((line) => line.variantId)).toEqual(own.map((line) => line.variantId));
        for (const [index, line] of own.entries())
          expect(merged[index]!.quantity).toBeGreaterThanOrEqual(line.quantity);
      }),
    );
  });

  it('stays within the limits of a cart, and names each variant once', () => {
    fc.assert(
      fc.property(cart, cart, (own, visitors) => {
        const merged = mergeCarts(own, visitors);
        expect(merged.length).toBeLessThanOrEqual(MAX_LINES);
        expect(new Set(merged.map((line) => line.variantId)).size).toBe(merged.length);
        for (const line of merged) expect(line.quantity).toBeLessThanOrEqual(MAX_QUANTITY);
      }),
    );
  });

  it('loses a unit only to a limit', () => {
    fc.assert(
      fc.property(cart, cart, (own, visitors) => {
        const merged = new Map(mergeCarts(own, visitors).map((line) => [line.variantId, line.quantity]));
        for (const { variantId, quantity } of mergeQuantities([...own, ...visitors]))
          if (merged.has(variantId)) expect(merged.get(variantId)).toBe(Math.min(MAX_QUANTITY, quantity));
          else expect(merged.size).toBe(MAX_LINES);
      }),
    );
  });

  it('changes nothing when the visitor has nothing', () => {
    fc.assert(
      fc.property(cart, (own) => {
        expect(mergeCarts(own, [])).toEqual(own);
      }),
    );
  });
});

describe('withoutOrdered', () => {
  it('is the cart less what was ordered', () => {
    fc.assert(
      fc.property(cart, cart, (present, ordered) => {
        const left = new Map(withoutOrdered(present, ordered).map((line) => [line.variantId, line.quantity]));
        for (const { variantId, quantity } of present) {
          const taken = ordered.find((line) => line.variantId === variantId)?.quantity ?? 0;
          expect(left.get(variantId) ?? 0).toBe(Math.max(0, quantity - taken));
        }
      }),
    );
  });
});

describe('a cart', () => {
  type Command = { readonly kind: 'add' | 'order'; readonly lines: readonly { variantId: string; quantity: number }[] };
  const lines = fc.uniqueArray(
    fc.record({ variantId: fc.integer({ min: 0, max: 12 }).map(String), quantity: fc.integer({ min: 1, max: 600 }) }),
    {
      selector: (line) => line.variantId,
      maxLength: 6,
    },
  );
  const commands = fc.array(fc.record({ kind: fc.constantFrom<Command['kind']>('add', 'order'), lines }), {
    maxLength: 20,
  });

  it('holds what was merged into it less what was ordered, within its limits, whatever came before', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        let present: readonly { variantId: string; quantity: number }[] = [];
        const model = new Map<string, number>();
        for (const { kind, lines } of sequence) {
          present = kind === 'add' ? mergeCarts(present, lines) : withoutOrdered(present, lines);
          for (const { variantId, quantity } of lines) {
            const left =
              kind === 'add'
                ? Math.min(1000, (model.get(variantId) ?? 0) + quantity)
                : (model.get(variantId) ?? 0) - quantity;
            if (left > 0) model.set(variantId, left);
            else model.delete(variantId);
          }
          expect(Object.fromEntries(present.map((line) => [line.variantId, line.quantity]))).toEqual(
            Object.fromEntries(model),
          );
        }
      }),
      manySequences(),
    );
  });
});
