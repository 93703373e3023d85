import { and, eq, getTableColumns } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { isGiven, prepared } from '@storegraph/subgraph-kit/database/prepared';
import type { Payable } from '../domain/payable.ts';
import { databaseNow } from './payment-row.ts';
import { payableTable } from './schema.ts';

const isOrders = isGiven(payableTable.orderId, 'orderId');

/**
 * Writes what orders owe: all or none.
 * @returns whether each was written; not when the order has one already, which is left as it is
 * @throws when one of several orders has one already
 */
export async function insertPayables(db: Db, payables: readonly Payable[]): Promise<readonly boolean[]> {
  try {
    await bulkInsert(db, payableTable, payables);
    return payables.map(() => true);
  } catch (error) {
    if (payables.length === 1 && duplicateKeyOf(error) === 'PRIMARY') return [false];
    throw error;
  }
}

export async function findPayable(db: Db | Tx, orderId: string): Promise<Payable | null> {
  const [payable] = await payables(db).execute({ orderId });
  return payable ?? null;
}

const payables = prepared((db) => db.select().from(payableTable).where(isOrders).prepare());

/**
 * Keeps everybody else from starting, confirming or closing until the transaction ends, and reads the payable and the
 * database's clock. Two statements: one that waits for a lock shows the clock from before the wait.
 */
export async function lockPayable(tx: Tx, orderId: string): Promise<{ readonly payable: Payable; readonly now: Date }> {
  await payableLock(tx).execute({ orderId });
  const [row] = await payableNow(tx).execute({ orderId });
  if (row === undefined) throw new Error(`Payable ${orderId} is gone`);
  const { now, ...payable } = row;
  return { payable, now };
}

const payableLock = prepared((db) =>
  db.select({ orderId: payableTable.orderId }).from(payableTable).where(isOrders).for('update').prepare(),
);
const payableNow = prepared((db) =>
  db
    .select({ ...getTableColumns(payableTable), now: databaseNow })
    .from(payableTable)
    .where(isOrders)
    .prepare(),
);

/** @returns false when it had ended before */
export async function endPayable(tx: Tx, orderId: string, state: 'CAPTURED' | 'CLOSED'): Promise<boolean> {
  const [{ affectedRows }] = await payableEnd(tx, state).execute({ orderId });
  return affectedRows === 1;
}

const payableEnd = prepared((db, state: 'CAPTURED' | 'CLOSED') =>
  db
    .update(payableTable)
    .set({ state })
    .where(and(isOrders, eq(payableTable.state, 'OPEN')))
    .prepare(),
);
