import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { insertMovements } from '../db/movement-store.ts';
import { endReservation as flipReservation, findReservation, findStockLines } from '../db/reservation-store.ts';
import { findStockLevels, releaseStock, sellStock } from '../db/stock-store.ts';
import type { NotHeld } from '../domain/refusals.ts';
import type { ReservationEnd, StockLine } from '../domain/reservation.ts';
import { availableOf, type MovementKind } from '../domain/stock.ts';
import type { Deps } from './deps.ts';
import { orderStockEvent, stockChangedEvents } from './stock-events.ts';

type Ending = {
  readonly take: (tx: Tx, line: StockLine) => Promise<boolean>;
  readonly kind: MovementKind;
  readonly event: 'StockCommitted' | 'StockReleased';
  /** Units that leave the house, for each that was held. */
  readonly sold: 0 | 1;
};

const endings: Readonly<Record<ReservationEnd, Ending>> = {
  COMMITTED: { take: sellStock, kind: 'SALE', event: 'StockCommitted', sold: 1 },
  RELEASED: { take: releaseStock, kind: 'RELEASE', event: 'StockReleased', sold: 0 },
};

/**
 * Sells what an order holds, or puts it back on sale. Repeated, it changes nothing and answers alike.
 */
export async function endReservation(
  deps: Deps,
  orderId: string,
  end: ReservationEnd,
): Promise<Result<ReservationEnd, NotHeld>> {
  const isOurs = await deps.database.transaction(async (tx) => {
    // The state first: of two that race to end it, one gets the row, and the other touches no counter.
    if (!(await flipReservation(tx, orderId, end))) return false;
    await moveStock(deps, tx, orderId, endings[end]);
    return true;
  });
  if (isOurs) return ok(end);
  const state = (await findReservation(deps.database.db, orderId))?.state ?? null;
  return state === end ? ok(end) : refuse({ kind: 'notHeld', state });
}

async function moveStock(deps: Deps, tx: Tx, orderId: string, { take, kind, event, sold }: Ending): Promise<void> {
  const lines = await findStockLines(tx, orderId);
  for (const line of lines)
    if (!(await take(tx, line)))
      throw new Error(`Fewer units of variant ${line.variantId} are held than order ${orderId} holds`);
  await insertMovements(
    tx,
    lines.map(({ variantId, quantity }) => ({
      id: newId(),
      variantId,
      kind,
      onHandDelta: 0 - quantity * sold,
      reservedDelta: -quantity,
      causeId: orderId,
    })),
  );
  const levels = await findStockLevels(
    tx,
    lines.map(({ variantId }) => variantId),
  );
  await recordEvents(tx, [
    orderStockEvent(event, orderId, lines),
    // A sale leaves `available` as it is and a release raises it, so neither can cross the threshold from above.
    ...levels.flatMap((level) => stockChangedEvents(level, availableOf(level), deps.lowStockThreshold)),
  ]);
}
