import { and, count, desc, eq, lt } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import type { MovementKind, StockMovement } from '../domain/stock.ts';
import { stockMovementTable } from './schema.ts';

/** A ledger row as it is written. */
export type MovementRecord = {
  readonly id: string;
  readonly variantId: string;
  readonly kind: MovementKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  /** The order, or the movement itself when there is none. */
  readonly causeId: string;
  readonly reason?: string;
  readonly actorId?: string;
  readonly createdAt?: Date;
};

const toMovement = ({ causeId, actorId, ...movement }: typeof stockMovementTable.$inferSelect): StockMovement => ({
  ...movement,
  orderId: causeId === movement.id ? null : causeId,
  actor: actorId === null ? null : { id: actorId },
});

export async function insertMovements(db: Db, movements: readonly MovementRecord[]): Promise<void> {
  await bulkInsert(db, stockMovementTable, movements);
}

export async function findMovement(db: Db, id: string): Promise<StockMovement | null> {
  const [row] = await db.select().from(stockMovementTable).where(eq(stockMovementTable.id, id));
  return row === undefined ? null : toMovement(row);
}

/** Newest first: ids are UUIDv7, which sort by time. */
export async function listMovements(
  db: Db,
  variantId: string,
  afterId: string | null,
  limit: number,
): Promise<readonly StockMovement[]> {
  const rows = await db
    .select()
    .from(stockMovementTable)
    .where(
      and(
        eq(stockMovementTable.variantId, variantId),
        afterId === null ? undefined : lt(stockMovementTable.id, afterId),
      ),
    )
    .orderBy(desc(stockMovementTable.id))
    .limit(limit);
  return rows.map(toMovement);
}

export async function countMovements(db: Db, variantId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(stockMovementTable)
    .where(eq(stockMovementTable.variantId, variantId));
  return row?.count ?? 0;
}
