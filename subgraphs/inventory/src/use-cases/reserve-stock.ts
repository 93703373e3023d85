import { newId } from '@storegraph/subgraph-kit/id';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { insertMovements } from '../db/movement-store.ts';
import {
  claimReservations,
  findReservation,
  findReservedLines,
  hashLines,
  insertReservedLines,
  type ReservedLine,
} from '../db/reservation-store.ts';
import { holdStock } from '../db/stock-store.ts';
import type { OtherLines, Shortage, UnknownVariants } from '../domain/refusals.ts';
import { mergeLines, type HoldRequest, type StockLine } from '../domain/reservation.ts';
import type { Deps } from './deps.ts';
import { quoteVariants } from './quote-variants.ts';
import { orderStockEvent, stockChangedEvents } from './stock-events.ts';

type ReserveResult = Result<readonly ReservedLine[], Shortage | UnknownVariants | OtherLines>;

/**
 * Rolls the transaction back, which other orders may share: a refused reservation leaves no row, so the same order may
 * ask again.
 */
class CannotHold extends Error {
  readonly refusal: Shortage | UnknownVariants;
  constructor(refusal: Shortage | UnknownVariants) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

class AlreadyReserved extends Error {}

/**
 * Holds the lines of an order, all or none. Asked again for the same order, it gives the first answer again and holds
 * nothing more.
 */
export async function reserveStock(
  deps: Deps,
  input: { readonly orderId: string; readonly lines: readonly StockLine[] },
): Promise<ReserveResult> {
  const lines = mergeLines(input.lines);
  const requestHash = hashLines(lines);
  try {
    return ok(await deps.holdLines({ orderId: input.orderId, lines, requestHash }));
  } catch (error) {
    if (error instanceof CannotHold) return refuse(error.refusal);
    if (error instanceof AlreadyReserved) return earlierAnswer(deps, input.orderId, requestHash);
    throw error;
  }
}

/** Holds the lines of these orders: of all, or of none. Orders for the same variant share its counter's lock. */
export async function holdLines(
  { database, currency, lowStockThreshold }: Omit<Deps, 'holdLines'>,
  requests: readonly HoldRequest[],
): Promise<readonly (readonly ReservedLine[])[]> {
  const wanted = mergeLines(requests.flatMap(({ lines }) => lines));
  return database.transaction(async (tx) => {
    if (!(await claimReservations(tx, requests))) throw new AlreadyReserved();
    const short = new Set<string>();
    for (const line of wanted) if (!(await holdStock(tx, line))) short.add(line.variantId);

    // Read after the counters were taken: these rows are ours now, so the numbers are exact.
    const quotes = await quoteVariants(
      tx,
      wanted.map(({ variantId }) => variantId),
      currency,
    );
    const unknown = wanted.filter(({ variantId }) => !quotes.has(variantId)).map(({ variantId }) => variantId);
    if (unknown.length > 0) throw new CannotHold({ kind: 'unknownVariants', variantIds: unknown });
    const quoted = (lines: readonly StockLine[]) =>
      lines.flatMap(({ variantId, quantity }) => {
        const stocked = quotes.get(variantId);
        return stocked === undefined ? [] : [{ ...stocked, quantity }];
      });
    const held = quoted(wanted);
    const shortages = held
      .filter(({ quote }) => short.has(quote.variantId))
      // The counter of a short line is not ours: what came back on sale since it was refused must not make the answer
      // contradict itself.
      .map(({ quote, quantity }) => ({
        variantId: quote.variantId,
        requested: quantity,
        available: Math.min(quote.available, quantity - 1),
      }));
    if (shortages.length > 0) throw new CannotHold({ kind: 'shortage', shortages });

    const reserved = requests.map(({ orderId, lines }) => ({
      orderId,
      lines: quoted(lines).map(({ quote, quantity }) => ({ quote, quantity })),
    }));
    await insertReservedLines(
      tx,
      reserved.flatMap(({ orderId, lines }) => lines.map((line) => ({ orderId, ...line }))),
    );
    await insertMovements(
      tx,
      requests.flatMap(({ orderId, lines }) =>
        lines.map(({ variantId, quantity }) => ({
          id: newId(),
          variantId,
          kind: 'RESERVE' as const,
          onHandDelta: 0,
          reservedDelta: quantity,
          causeId: orderId,
        })),
      ),
    );
    await recordEvents(tx, [
      ...requests.map(({ orderId, lines }) => orderStockEvent('StockReserved', orderId, lines)),
      ...held.flatMap(({ level, quote, quantity }) =>
        stockChangedEvents(level, quote.available + quantity, lowStockThreshold),
      ),
    ]);
    return reserved.map(({ lines }) => lines);
  });
}

async function earlierAnswer(deps: Deps, orderId: string, requestHash: string): Promise<ReserveResult> {
  const reservation = await findReservation(deps.database.db, orderId);
  if (reservation === null) throw new Error(`The reservation of order ${orderId} is gone`);
  if (reservation.requestHash !== requestHash) return refuse({ kind: 'otherLines' });
  return ok(await findReservedLines(deps.database.db, orderId));
}
