import { sumMoney, timesMoney, type Money } from '@storegraph/subgraph-kit/money';
import { refuse, ok, type Result } from '@storegraph/subgraph-kit/result';

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
