import { and, count, eq } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset } from '@storegraph/subgraph-kit/database/keyset';
import { optional, rowCount, statement } from '@storegraph/subgraph-kit/database/statement';
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

const { id, variantId } = stockMovementTable;

const movementsById = statement('inventory.findMovement', { id }, (db, given) =>
  db.select().from(stockMovementTable).where(eq(id, given.id)),
);

export async function findMovement(db: Db, id: string): Promise<StockMovement | null> {
  const [row] = await movementsById(db, { id });
  return row === undefined ? null : toMovement(row);
}

const pageOfMovements = statement(
  'inventory.listMovements',
  { variantId, afterId: optional(id), limit: rowCount },
  (db, { afterId, limit, ...given }) => {
    // Newest first: ids are UUIDv7, which sort by time.
    const { isBehind, orderBy } = keyset([id], 'desc', afterId && [afterId]);
    return db
      .select()
      .from(stockMovementTable)
      .where(and(eq(variantId, given.variantId), isBehind))
      .orderBy(...orderBy)
      .limit(limit);
  },
);

/** Newest first. */
export async function listMovements(
  db: Db,
  variantId: string,
  afterId: string | null,
  limit: number,
): Promise<readonly StockMovement[]> {
  const rows = await pageOfMovements(db, { variantId, afterId: afterId ?? undefined, limit });
  return rows.map(toMovement);
}

const movementCount = statement('inventory.countMovements', { variantId }, (db, given) =>
  db.select({ count: count() }).from(stockMovementTable).where(eq(variantId, given.variantId)),
);

export async function countMovements(db: Db, variantId: string): Promise<number> {
  const [row] = await movementCount(db, { variantId });
  return row?.count ?? 0;
}
