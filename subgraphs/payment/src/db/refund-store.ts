import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import type { Refund } from '../domain/refund.ts';
import { abandonedAt, claimDue, nextTryAt, toLastError } from './due.ts';
import { databaseNow } from './payment-row.ts';
import { paymentTable, refundTable } from './schema.ts';

const MAX_BACKOFF_SECONDS = 60;

const refundColumns = {
  id: refundTable.id,
  paymentId: refundTable.paymentId,
  amountMinor: refundTable.amountMinor,
  currency: refundTable.currency,
  reason: refundTable.reason,
  status: refundTable.status,
  requestedBy: refundTable.requestedBy,
  requestedAt: refundTable.requestedAt,
};

/**
 * What of a captured payment was not refunded yet, kept so until the transaction ends; null when it is not captured.
 */
export async function lockRefundable(tx: Tx, paymentId: string): Promise<number | null> {
  const [row] = await tx
    .select({
      status: paymentTable.status,
      amountMinor: paymentTable.amountMinor,
      refundedMinor: paymentTable.refundedMinor,
    })
    .from(paymentTable)
    .where(eq(paymentTable.id, paymentId))
    .for('update');
  return row?.status === 'CAPTURED' ? row.amountMinor - row.refundedMinor : null;
}

/**
 * Claims an amount of what was captured for a refund.
 * @returns false, having claimed nothing, when less than that is left
 */
export async function claimRefund(tx: Tx, paymentId: string, amountMinor: number): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .update(paymentTable)
    .set({ refundedMinor: sql`${paymentTable.refundedMinor} + ${amountMinor}` })
    .where(
      and(
        eq(paymentTable.id, paymentId),
        eq(paymentTable.status, 'CAPTURED'),
        sql`${paymentTable.refundedMinor} + ${amountMinor} <= ${paymentTable.amountMinor}`,
      ),
    );
  return affectedRows === 1;
}

/** Gives a claim back, so that the amount can be refunded again. Money that nothing is paid by has no claim. */
export async function dropClaim(
  tx: Tx,
  { paymentId, amountMinor }: Pick<Refund, 'paymentId' | 'amountMinor'>,
): Promise<void> {
  await tx
    .update(paymentTable)
    .set({ refundedMinor: sql`${paymentTable.refundedMinor} - ${amountMinor}` })
    .where(and(eq(paymentTable.id, paymentId), eq(paymentTable.status, 'CAPTURED')));
}

export type NewRefund = Omit<Refund, 'status' | 'requestedAt'>;

/** @param sender - who sends it to the provider first: who asked for it, or the worker */
export async function insertRefund(tx: Tx, refund: NewRefund, sender: 'caller' | 'worker' = 'caller'): Promise<void> {
  await tx
    .insert(refundTable)
    .values({ ...refund, status: 'PENDING', nextRunAt: sender === 'caller' ? abandonedAt : databaseNow });
}

/** Whether a refund of a payment is on its way. */
export async function hasPendingRefund(tx: Tx, paymentId: string): Promise<boolean> {
  const [pending] = await tx
    .select({ id: refundTable.id })
    .from(refundTable)
    .where(and(eq(refundTable.paymentId, paymentId), eq(refundTable.status, 'PENDING')))
    .limit(1);
  return pending !== undefined;
}

/** @returns false, having changed nothing, when it had ended before */
export async function endRefund(tx: Tx, refundId: string, status: 'SUCCEEDED' | 'FAILED'): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .update(refundTable)
    .set({ status, nextRunAt: null, lastError: null })
    .where(and(eq(refundTable.id, refundId), eq(refundTable.status, 'PENDING')));
  return affectedRows === 1;
}

/** The provider did not answer: the same refund is sent again later. */
export async function postponeRefund(db: Db, refundId: string, error: unknown): Promise<void> {
  await db
    .update(refundTable)
    .set({
      nextRunAt: nextTryAt(refundTable.attempts, MAX_BACKOFF_SECONDS),
      attempts: sql`${refundTable.attempts} + 1`,
      lastError: toLastError(error),
    })
    .where(and(eq(refundTable.id, refundId), eq(refundTable.status, 'PENDING')));
}

/** Takes refunds that are due, so that no other worker does for a while. */
export const claimDueRefunds = (database: Database, limit: number): Promise<readonly string[]> =>
  claimDue(database, { table: refundTable, id: refundTable.id, nextRunAt: refundTable.nextRunAt, limit });

export async function findRefund(db: Db, refundId: string): Promise<Refund | null> {
  const [refund] = await db.select(refundColumns).from(refundTable).where(eq(refundTable.id, refundId));
  return refund ?? null;
}

/** Refunds of some payments, oldest first. */
export async function findRefundsOfPayments(db: Db, paymentIds: readonly string[]): Promise<readonly Refund[]> {
  return db
    .select(refundColumns)
    .from(refundTable)
    .where(oneOf(refundTable.paymentId, paymentIds))
    .orderBy(asc(refundTable.requestedAt), asc(refundTable.id));
}
