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

/** Why lines cannot be one order. */
export type LinesRefusal =
  | { readonly kind: 'otherCurrency'; readonly variantIds: readonly string[] }
  | { readonly kind: 'totalOutOfBounds' };

/** Sum of the lines. Refused beyond the largest amount, and when one is priced in another currency than the shop's. */
export function orderTotal(lines: readonly ReservedLine[], currency: string): Result<Money, LinesRefusal> {
  const others = lines.filter(({ unitPrice }) => unitPrice.currency !== currency);
  if (others.length > 0) return refuse({ kind: 'otherCurrency', variantIds: others.map(({ variantId }) => variantId) });
  if (lines.length === 0) return refuse({ kind: 'totalOutOfBounds' });
  try {
    return ok(sumMoney(lines.map(lineTotal), currency));
  } catch (error) {
    if (error instanceof RangeError) return refuse({ kind: 'totalOutOfBounds' });
    throw error;
  }
}
