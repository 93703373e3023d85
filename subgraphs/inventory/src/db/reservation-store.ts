import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { shape, statement } from '@storegraph/subgraph-kit/database/statement';
import type { VariantQuote } from '../domain/product.ts';
import type { HoldRequest, ReservationEnd, ReservationState, StockLine } from '../domain/reservation.ts';
import { stockReservationLineTable, stockReservationTable } from './schema.ts';

/** A held line with what was answered for it. */
export type ReservedLine = { readonly quote: VariantQuote; readonly quantity: number };

const quoteSchema = z.object({
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  unitPrice: z.object({ amount: z.int(), currency: z.string() }),
  available: z.int(),
});

/** Tells equal lines from others; they must be merged. */
export const hashLines = (lines: readonly StockLine[]): string =>
  createHash('sha256').update(JSON.stringify(lines)).digest('hex');

/**
 * @returns false when one of the orders has a reservation; a concurrent duplicate waits here for the first one's end
 */
export async function claimReservations(tx: Tx, requests: readonly HoldRequest[]): Promise<boolean> {
  // In the order of their ids, so that two groups with the same orders do not wait for each other.
  const claims = requests
    .map(({ orderId, requestHash }) => ({ orderId, requestHash, state: 'HELD' as const }))
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
  try {
    await bulkInsert(tx, stockReservationTable, claims);
    return true;
  } catch (error) {
    if (duplicateKeyOf(error) === 'PRIMARY') return false;
    throw error;
  }
}

const { orderId, state, requestHash } = stockReservationTable;

const reservations = statement('inventory.findReservation', { orderId }, (db, given) =>
  db.select({ state, requestHash }).from(stockReservationTable).where(eq(orderId, given.orderId)),
);

export async function findReservation(
  db: Db,
  orderId: string,
): Promise<{ readonly state: ReservationState; readonly requestHash: string } | null> {
  const [row] = await reservations(db, { orderId });
  return row ?? null;
}

const reservationEnd = statement(
  'inventory.endReservation',
  { orderId, from: shape<ReservationState>(), end: shape<ReservationEnd>() },
  (db, { from, end, ...given }) =>
    db
      .update(stockReservationTable)
      .set({ state: end })
      .where(and(eq(orderId, given.orderId), eq(state, from))),
);

/** @returns false when it is not in the state it should come from: of many callers, one moves it */
export async function endReservation(
  tx: Tx,
  orderId: string,
  step: { readonly from: ReservationState; readonly end: ReservationEnd },
): Promise<boolean> {
  const [{ affectedRows }] = await reservationEnd(tx, { orderId, ...step });
  return affectedRows === 1;
}

export async function insertReservedLines(
  db: Db,
  lines: readonly (ReservedLine & { readonly orderId: string })[],
): Promise<void> {
  await bulkInsert(
    db,
    stockReservationLineTable,
    lines.map(({ orderId, quote, quantity }) => ({ orderId, variantId: quote.variantId, quantity, quote })),
  );
}

const line = stockReservationLineTable;

const reservedLines = statement('inventory.findReservedLines', { orderId: line.orderId }, (db, given) =>
  db
    .select({ quote: line.quote, quantity: line.quantity })
    .from(line)
    .where(eq(line.orderId, given.orderId))
    .orderBy(asc(line.variantId)),
);

export async function findReservedLines(db: Db, orderId: string): Promise<readonly ReservedLine[]> {
  const rows = await reservedLines(db, { orderId });
  return rows.map(({ quote, quantity }) => ({ quote: quoteSchema.parse(quote), quantity }));
}

const stockLines = statement('inventory.findStockLines', { orderId: line.orderId }, (db, given) =>
  db
    .select({ variantId: line.variantId, quantity: line.quantity })
    .from(line)
    .where(eq(line.orderId, given.orderId))
    .orderBy(asc(line.variantId)),
);

/** What an order holds, in the order in which counters are taken. */
export async function findStockLines(tx: Tx, orderId: string): Promise<readonly StockLine[]> {
  return stockLines(tx, { orderId });
}
