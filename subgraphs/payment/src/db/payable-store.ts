import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { shape, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Payable } from '../domain/payable.ts';
import { databaseNow } from './payment-row.ts';
import { payableTable } from './schema.ts';

const { orderId, state } = payableTable;

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

const payables = statement('payment.findPayable', { orderId }, (db, given) =>
  db.select().from(payableTable).where(eq(orderId, given.orderId)),
);

export async function findPayable(db: Db | Tx, orderId: string): Promise<Payable | null> {
  const [payable] = await payables(db, { orderId });
  return payable ?? null;
}

const payableLock = statement('payment.lockPayable', { orderId }, (db, given) =>
  db.select({ orderId }).from(payableTable).where(eq(orderId, given.orderId)).for('update'),
);

const payableNow = statement('payment.readLockedPayable', { orderId }, (db, given) =>
  db
    .select({ ...getTableColumns(payableTable), now: databaseNow })
    .from(payableTable)
    .where(eq(orderId, given.orderId)),
);

/**
 * Keeps everybody else from starting, confirming or closing until the transaction ends, and reads the payable and the
 * database's clock. Two statements: one that waits for a lock shows the clock from before the wait.
 */
export async function lockPayable(tx: Tx, orderId: string): Promise<{ readonly payable: Payable; readonly now: Date }> {
  await payableLock(tx, { orderId });
  const [row] = await payableNow(tx, { orderId });
  if (row === undefined) throw new Error(`Payable ${orderId} is gone`);
  const { now, ...payable } = row;
  return { payable, now };
}

const holdExtension = statement('payment.extendHold', { orderId }, (db, given) =>
  db
    .update(payableTable)
    .set({ holdExpiresAt: sql`${payableTable.latestHoldExpiresAt}` })
    .where(eq(orderId, given.orderId)),
);

/** Moves the end of a hold to the latest there is; the payable is locked, open and has one. */
export async function extendHold(tx: Tx, orderId: string): Promise<void> {
  await holdExtension(tx, { orderId });
}

const payableEnd = statement(
  'payment.endPayable',
  { orderId, end: shape<'CAPTURED' | 'CLOSED'>() },
  (db, { end, ...given }) =>
    db
      .update(payableTable)
      .set({ state: end })
      .where(and(eq(orderId, given.orderId), eq(state, 'OPEN'))),
);

/** @returns false when it had ended before */
export async function endPayable(tx: Tx, orderId: string, end: 'CAPTURED' | 'CLOSED'): Promise<boolean> {
  const [{ affectedRows }] = await payableEnd(tx, { orderId, end });
  return affectedRows === 1;
}
