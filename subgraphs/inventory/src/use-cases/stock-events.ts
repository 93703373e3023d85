import type { NewEvent } from '@storegraph/subgraph-kit/events/outbox';
import type { StockLine } from '../domain/reservation.ts';
import { availableOf, becameLow, type StockLevel } from '../domain/stock.ts';

type OrderStockEvent = 'StockReserved' | 'StockCommitted' | 'StockReleased';

/** What happened to the stock of an order. */
export const orderStockEvent = (type: OrderStockEvent, orderId: string, lines: readonly StockLine[]): NewEvent => ({
  type,
  version: 1,
  subjectId: orderId,
  payload: { orderId, lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })) },
});

/**
 * New counters of a variant, and a warning when they fell to the threshold.
 * @param availableBefore - before the change that led to `level`
 */
export function stockChangedEvents(
  level: StockLevel,
  availableBefore: number,
  lowStockThreshold: number,
): readonly NewEvent[] {
  const { variantId, onHand, reserved } = level;
  const available = availableOf(level);
  const changed: NewEvent = {
    type: 'StockChanged',
    version: 1,
    subjectId: variantId,
    payload: { variantId, onHand, reserved, available },
  };
  if (!becameLow(availableBefore, available, lowStockThreshold)) return [changed];
  return [
    changed,
    {
      type: 'StockLow',
      version: 1,
      subjectId: variantId,
      payload: { variantId, available, threshold: lowStockThreshold },
    },
  ];
}
