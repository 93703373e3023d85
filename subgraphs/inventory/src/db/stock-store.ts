import { and, asc, count, eq, gt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { isGiven, prepared } from '@storegraph/subgraph-kit/database/prepared';
import type { StockLine } from '../domain/reservation.ts';
import { MAX_ON_HAND, type StockLevel } from '../domain/stock.ts';
import { productTable, stockLevelTable } from './schema.ts';

const { onHand, reserved, available, variantId } = stockLevelTable;
const columns = { variantId, onHand, reserved };

const levelsOfVariants = prepared((db) =>
  db
    .select(columns)
    .from(stockLevelTable)
    .where(oneOf(variantId, sql.placeholder('variantIds')))
    .prepare(),
);

export async function findStockLevels(db: Db, variantIds: readonly string[]): Promise<readonly StockLevel[]> {
  return levelsOfVariants(db).execute({ variantIds });
}

export async function insertStockLevels(
  db: Db,
  levels: readonly (StockLevel & { readonly productId: string })[],
): Promise<void> {
  await db.insert(stockLevelTable).values([...levels]);
}

/** To be called with every change of a variant's archive flag. */
export async function markStockArchived(tx: Tx, id: string, isArchived: boolean): Promise<void> {
  await tx.update(stockLevelTable).set({ isArchived }).where(eq(variantId, id));
}

/** The counters, locked until the transaction ends; null when there is no such variant. */
export async function lockStockLevel(tx: Tx, id: string): Promise<StockLevel | null> {
  const [level] = await tx.select(columns).from(stockLevelTable).where(eq(variantId, id)).for('update');
  return level ?? null;
}

// Every change of a counter is one conditional statement, judged by the rows it changed. Whoever reads first and writes
// afterwards oversells.
const change = (guard: SQL, counters: { onHand?: SQL; reserved?: SQL }) => {
  const statement = prepared((db) =>
    db
      .update(stockLevelTable)
      .set(counters)
      .where(and(isGiven(variantId, 'variantId'), guard))
      .prepare(),
  );
  return async (tx: Tx, line: StockLine): Promise<boolean> => {
    const [{ affectedRows }] = await statement(tx).execute(line);
    return affectedRows === 1;
  };
};

const quantity = sql.placeholder('quantity');

/** @returns false when fewer units are available */
export const holdStock = change(sql`${onHand} - ${reserved} >= ${quantity}`, {
  reserved: sql`${reserved} + ${quantity}`,
});

/** Puts held units back on sale. @returns false when fewer are held */
export const releaseStock = change(sql`${reserved} >= ${quantity}`, { reserved: sql`${reserved} - ${quantity}` });

/** Takes held units out of the house. @returns false when fewer are held */
export const sellStock = change(sql`${reserved} >= ${quantity}`, {
  onHand: sql`${onHand} - ${quantity}`,
  reserved: sql`${reserved} - ${quantity}`,
});

/**
 * Adds units, or takes units that nobody holds. @returns false when the result would be below what is held, or beyond
 * what a shelf may hold
 */
export const changeOnHand = change(sql`${onHand} + ${quantity} between ${reserved} and ${MAX_ON_HAND}`, {
  onHand: sql`${onHand} + ${quantity}`,
});

/** Where a variant stands among those low on stock. */
export type LowStockPosition = { readonly available: number; readonly variantId: string };

/** Variants on sale with at most `threshold` units available, fewest first. */
export async function listLowStock(
  db: Db,
  threshold: number,
  after: LowStockPosition | null,
  limit: number,
): Promise<readonly LowStockPosition[]> {
  const isBehind =
    after && or(gt(available, after.available), and(eq(available, after.available), gt(variantId, after.variantId)));
  return db
    .select({ available: sql<number>`${available}`, variantId })
    .from(stockLevelTable)
    .innerJoin(productTable, eq(productTable.id, stockLevelTable.productId))
    .where(and(isLow(threshold), isBehind ?? undefined))
    .orderBy(asc(available), asc(variantId))
    .limit(limit);
}

export async function countLowStock(db: Db, threshold: number): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(stockLevelTable)
    .innerJoin(productTable, eq(productTable.id, stockLevelTable.productId))
    .where(isLow(threshold));
  return row?.count ?? 0;
}

const isLow = (threshold: number) =>
  and(lte(available, threshold), eq(stockLevelTable.isArchived, false), eq(productTable.isArchived, false));
