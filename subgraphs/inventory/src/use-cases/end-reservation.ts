import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { insertMovements } from '../db/movement-store.ts';
import { endReservation as flipReservation, findReservation, findStockLines } from '../db/reservation-store.ts';
import { changeOnHand, findStockLevels, releaseStock, sellStock } from '../db/stock-store.ts';
import type { NotHeld } from '../domain/refusals.ts';
import type { ReservationEnd, ReservationState, StockLine } from '../domain/reservation.ts';
import { availableOf, type MovementKind } from '../domain/stock.ts';
import type { Deps } from './deps.ts';
import { orderStockEvent, stockChangedEvents } from './stock-events.ts';

type Ending = {
  readonly from: ReservationState;
  readonly end: ReservationEnd;
  readonly take: (tx: Tx, line: StockLine) => Promise<boolean>;
  readonly kind: MovementKind;
  readonly event: 'StockCommitted' | 'StockReleased';
  /** By how much each unit of the order changes the counters. */
  readonly onHand: -1 | 0 | 1;
  readonly reserved: -1 | 0;
};

const sale: Ending = {
  from: 'HELD',
  end: 'COMMITTED',
  take: sellStock,
  kind: 'SALE',
  event: 'StockCommitted',
  onHand: -1,
  reserved: -1,
};
const release: Ending = {
  from: 'HELD',
  end: 'RELEASED',
  take: releaseStock,
  kind: 'RELEASE',
  event: 'StockReleased',
  onHand: 0,
  reserved: -1,
};
const restock: Ending = {
  from: 'COMMITTED',
  end: 'RELEASED',
  take: changeOnHand,
  kind: 'RESTOCK',
  event: 'StockReleased',
  onHand: 1,
  reserved: 0,
};

/**
 * What each command does with a reservation, by where it stands. In the order in which states follow each other, so
 * that one which moves on meanwhile is met there.
 */
const COMMANDS = {
  commitStock: [sale],
  releaseStock: [release],
  returnStock: [release, restock],
} as const satisfies Record<string, readonly [Ending, ...Ending[]]>;
export type ReservationCommand = keyof typeof COMMANDS;

/**
 * Sells what an order holds, or puts it back on sale. Repeated, it changes nothing and answers alike.
 */
export async function endReservation(
  deps: Deps,
  orderId: string,
  command: ReservationCommand,
): Promise<Result<ReservationEnd, NotHeld>> {
  const endings = COMMANDS[command];
  const [{ end }] = endings;
  const isOurs = await deps.database.transaction(async (tx) => {
    for (const ending of endings) {
      // The state first: of two that race to end it, one gets the row, and the other touches no counter.
      if (!(await flipReservation(tx, orderId, ending))) continue;
      await moveStock(deps, tx, orderId, ending);
      return true;
    }
    return false;
  });
  if (isOurs) return ok(end);
  const state = (await findReservation(deps.database.db, orderId))?.state ?? null;
  return state === end ? ok(end) : refuse({ kind: 'notHeld', state });
}

async function moveStock(deps: Deps, tx: Tx, orderId: string, ending: Ending): Promise<void> {
  const { take, kind, event, onHand, reserved } = ending;
  const lines = await findStockLines(tx, orderId);
  for (const line of lines)
    if (!(await take(tx, line)))
      throw new Error(`The counters of variant ${line.variantId} do not fit what order ${orderId} has`);
  await insertMovements(
    tx,
    lines.map(({ variantId, quantity }) => ({
      id: newId(),
      variantId,
      kind,
      onHandDelta: quantity * onHand,
      reservedDelta: quantity * reserved,
      causeId: orderId,
    })),
  );
  const levels = await findStockLevels(
    tx,
    lines.map(({ variantId }) => variantId),
  );
  await recordEvents(tx, [
    orderStockEvent(event, orderId, lines),
    // A sale leaves `available` as it is and what comes back raises it, so none can cross the threshold from above.
    ...levels.flatMap((level) => stockChangedEvents(level, availableOf(level), deps.lowStockThreshold)),
  ]);
}
