import { and, count, eq, lte, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { keyset } from '@storegraph/subgraph-kit/database/keyset';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, optional, rowCount, statement } from '@storegraph/subgraph-kit/database/statement';
import type { StockLine } from '../domain/reservation.ts';
import { MAX_ON_HAND, type StockLevel } from '../domain/stock.ts';
import { productTable, stockLevelTable } from './schema.ts';

const { onHand, reserved, available, variantId } = stockLevelTable;
const columns = { variantId, onHand, reserved };

const levelsOfVariants = statement(
  'inventory.findStockLevels',
  { variantIds: listOf(variantId) },
  (db, { variantIds }) => db.select(columns).from(stockLevelTable).where(oneOf(variantId, variantIds)),
);

export async function findStockLevels(db: Db, variantIds: readonly string[]): Promise<readonly StockLevel[]> {
  return levelsOfVariants(db, { variantIds });
}

export async function insertStockLevels(
  db: Db,
  levels: readonly (StockLevel & { readonly productId: string })[],
): Promise<void> {
  await db
    .named('inventory.insertStockLevels')
    .insert(stockLevelTable)
    .values([...levels]);
}

const archiveMark = statement(
  'inventory.markStockArchived',
  { variantId, isArchived: stockLevelTable.isArchived },
  (db, { isArchived, ...given }) =>
    db
      .update(stockLevelTable)
      .set({ isArchived: sql`${isArchived}` })
      .where(eq(variantId, given.variantId)),
);

/** To be called with every change of a variant's archive flag. */
export async function markStockArchived(tx: Tx, id: string, isArchived: boolean): Promise<void> {
  await archiveMark(tx, { variantId: id, isArchived });
}

const lockedLevels = statement('inventory.lockStockLevel', { variantId }, (db, given) =>
  db.select(columns).from(stockLevelTable).where(eq(variantId, given.variantId)).for('update'),
);

/** The counters, locked until the transaction ends; null when there is no such variant. */
export async function lockStockLevel(tx: Tx, id: string): Promise<StockLevel | null> {
  const [level] = await lockedLevels(tx, { variantId: id });
  return level ?? null;
}

// Every change of a counter is one conditional statement, judged by the rows it changed. Code that reads first and
// writes afterwards oversells.
const change = (
  name: 'holdStock' | 'releaseStock' | 'sellStock' | 'changeOnHand',
  rule: (quantity: Placeholder) => { readonly guard: SQL; readonly counters: { onHand?: SQL; reserved?: SQL } },
) => {
  const changes = statement(`inventory.${name}`, { variantId, quantity: stockLevelTable.reserved }, (db, given) => {
    const { guard, counters } = rule(given.quantity);
    return db
      .update(stockLevelTable)
      .set(counters)
      .where(and(eq(variantId, given.variantId), guard));
  });
  return async (tx: Tx, line: StockLine): Promise<boolean> => {
    const [{ affectedRows }] = await changes(tx, line);
    return affectedRows === 1;
  };
};

/** @returns false when fewer units are available */
export const holdStock = change('holdStock', (quantity) => ({
  guard: sql`${onHand} - ${reserved} >= ${quantity}`,
  counters: { reserved: sql`${reserved} + ${quantity}` },
}));

/** Puts held units back on sale. @returns false when fewer are held */
export const releaseStock = change('releaseStock', (quantity) => ({
  guard: sql`${reserved} >= ${quantity}`,
  counters: { reserved: sql`${reserved} - ${quantity}` },
}));

/** Takes held units out of the house. @returns false when fewer are held */
export const sellStock = change('sellStock', (quantity) => ({
  guard: sql`${reserved} >= ${quantity}`,
  counters: { onHand: sql`${onHand} - ${quantity}`, reserved: sql`${reserved} - ${quantity}` },
}));

/**
 * Adds units, or takes units that no reservation holds.
 * @returns false when the result would be below what is held, or beyond what a shelf may hold
 */
export const changeOnHand = change('changeOnHand', (quantity) => ({
  guard: sql`${onHand} + ${quantity} between ${reserved} and ${MAX_ON_HAND}`,
  counters: { onHand: sql`${onHand} + ${quantity}` },
}));

/** Where a variant stands among those low on stock. */
export type LowStockPosition = readonly [available: number, variantId: string];

const isLow = (threshold: Placeholder) =>
  and(lte(available, threshold), eq(stockLevelTable.isArchived, false), eq(productTable.isArchived, false));

const pageOfLowStock = statement(
  'inventory.listLowStock',
  { threshold: available, available: optional(available), variantId: optional(variantId), limit: rowCount },
  (db, { threshold, limit, ...after }) => {
    const { isBehind, orderBy } = keyset(
      [available, variantId],
      'asc',
      after.available && after.variantId && [after.available, after.variantId],
    );
    return db
      .select({ available: sql<number>`${available}`, variantId })
      .from(stockLevelTable)
      .innerJoin(productTable, eq(productTable.id, stockLevelTable.productId))
      .where(and(isLow(threshold), isBehind))
      .orderBy(...orderBy)
      .limit(limit);
  },
);

/** Variants on sale with at most `threshold` units available, fewest first. */
export const listLowStock = (
  db: Db,
  threshold: number,
  after: LowStockPosition | null,
  limit: number,
): Promise<readonly { readonly available: number; readonly variantId: string }[]> =>
  pageOfLowStock(db, { threshold, available: after?.[0], variantId: after?.[1], limit });

const lowStockCount = statement('inventory.countLowStock', { threshold: available }, (db, { threshold }) =>
  db
    .select({ count: count() })
    .from(stockLevelTable)
    .innerJoin(productTable, eq(productTable.id, stockLevelTable.productId))
    .where(isLow(threshold)),
);

export async function countLowStock(db: Db, threshold: number): Promise<number> {
  const [row] = await lowStockCount(db, { threshold });
  return row?.count ?? 0;
}
