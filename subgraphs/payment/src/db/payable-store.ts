import { and, eq } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database-errors';
import type { Payable } from '../domain/payable.ts';
import { databaseNow } from './payment-row.ts';
import { payableTable } from './schema.ts';

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
  const [payable] = await db.select().from(payableTable).where(eq(payableTable.orderId, orderId));
  return payable ?? null;
}

/**
 * Keeps everybody else from starting, confirming or closing until the transaction ends, and reads the payable and the database's clock.
 * Two statements: one that waits for a lock shows the clock from before the wait.
 */
export async function lockPayable(tx: Tx, orderId: string): Promise<{ readonly payable: Payable; readonly now: Date }> {
  const isThis = eq(payableTable.orderId, orderId);
  await tx.select({ orderId: payableTable.orderId }).from(payableTable).where(isThis).for('update');
  const [row] = await tx.select({ payable: payableTable, now: databaseNow }).from(payableTable).where(isThis);
  if (row === undefined) throw new Error(`Payable ${orderId} is gone`);
  return row;
}

/** @returns false when it had ended before */
export async function endPayable(tx: Tx, orderId: string, state: 'CAPTURED' | 'CLOSED'): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .update(payableTable)
    .set({ state })
    .where(and(eq(payableTable.orderId, orderId), eq(payableTable.state, 'OPEN')));
  return affectedRows === 1;
}
