import { inventoryEvents } from '@storegraph/event-catalogue/inventory-events';
import { newEvent, type NewEvent } from '@storegraph/subgraph-kit/events/event-type';
import type { StockLine } from '../domain/reservation.ts';
import { availableOf, becameLow, type StockLevel } from '../domain/stock.ts';

type OrderStockEvent = 'StockReserved' | 'StockCommitted' | 'StockReleased';

/** What happened to the stock of an order. */
export const orderStockEvent = (name: OrderStockEvent, orderId: string, lines: readonly StockLine[]): NewEvent =>
  newEvent(inventoryEvents[name], { orderId, lines });

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
  const changed = newEvent(inventoryEvents.StockChanged, { variantId, onHand, reserved, available });
  if (!becameLow(availableBefore, available, lowStockThreshold)) return [changed];
  return [changed, newEvent(inventoryEvents.StockLow, { variantId, available, threshold: lowStockThreshold })];
}
