import { sumMoney, timesMoney, type Money } from '@storegraph/subgraph-kit/money';
import { refuse, ok, type Result } from '@storegraph/subgraph-kit/result';
import type { VariantQuantity } from './quantities.ts';

/** A held line, named and priced by the inventory at the time of the reservation. */
export type ReservedLine = {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: Money;
  readonly quantity: number;
};

/** One position of an order. */
export type OrderLine = ReservedLine & { readonly id: string; readonly orderId: string };

/** Held lines in the order in which they were asked for: the inventory answers in the order in which it locks. */
export function asAsked(lines: readonly ReservedLine[], asked: readonly VariantQuantity[]): readonly ReservedLine[] {
  const placeOf = new Map(asked.map(({ variantId }, place) => [variantId, place]));
  return lines.toSorted((a, b) => (placeOf.get(a.variantId) ?? 0) - (placeOf.get(b.variantId) ?? 0));
}

export const lineTotal = (line: ReservedLine): Money => timesMoney(line.unitPrice, line.quantity);

/** Sum of the lines. Refused when it is beyond the largest amount, or when the lines are not in one currency. */
export function orderTotal(lines: readonly ReservedLine[]): Result<Money, { readonly kind: 'totalOutOfBounds' }> {
  const [first] = lines;
  if (first === undefined) return refuse({ kind: 'totalOutOfBounds' });
  try {
    return ok(sumMoney(lines.map(lineTotal), first.unitPrice.currency));
  } catch (error) {
    if (error instanceof RangeError) return refuse({ kind: 'totalOutOfBounds' });
    throw error;
  }
}
