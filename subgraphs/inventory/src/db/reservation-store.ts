import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
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

export async function findReservation(
  db: Db,
  orderId: string,
): Promise<{ readonly state: ReservationState; readonly requestHash: string } | null> {
  const [row] = await db
    .select({ state: stockReservationTable.state, requestHash: stockReservationTable.requestHash })
    .from(stockReservationTable)
    .where(eq(stockReservationTable.orderId, orderId));
  return row ?? null;
}

/** @returns false when the order holds nothing, or no longer: only one caller ever ends a reservation */
export async function endReservation(tx: Tx, orderId: string, end: ReservationEnd): Promise<boolean> {
  const [result] = await tx
    .update(stockReservationTable)
    .set({ state: end })
    .where(and(eq(stockReservationTable.orderId, orderId), eq(stockReservationTable.state, 'HELD')));
  return result.affectedRows === 1;
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

export async function findReservedLines(db: Db, orderId: string): Promise<readonly ReservedLine[]> {
  const rows = await db
    .select({ quote: stockReservationLineTable.quote, quantity: stockReservationLineTable.quantity })
    .from(stockReservationLineTable)
    .where(eq(stockReservationLineTable.orderId, orderId))
    .orderBy(asc(stockReservationLineTable.variantId));
  return rows.map(({ quote, quantity }) => ({ quote: quoteSchema.parse(quote), quantity }));
}

/** What an order holds, in the order in which counters are taken. */
export async function findStockLines(tx: Tx, orderId: string): Promise<readonly StockLine[]> {
  return tx
    .select({ variantId: stockReservationLineTable.variantId, quantity: stockReservationLineTable.quantity })
    .from(stockReservationLineTable)
    .where(eq(stockReservationLineTable.orderId, orderId))
    .orderBy(asc(stockReservationLineTable.variantId));
}
