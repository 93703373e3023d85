import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Refund } from '../domain/refund.ts';
import { abandonedAt, claimDue, nextTryAt, toLastError } from './due.ts';
import { databaseNow } from './payment-row.ts';
import { paymentTable, refundTable } from './schema.ts';

const MAX_BACKOFF_SECONDS = 60;

const { nextRunAt: _, attempts, lastError, ...refundColumns } = getTableColumns(refundTable);

const refundable = statement('payment.lockRefundable', { id: paymentTable.id }, (db, { id }) =>
  db
    .select({
      status: paymentTable.status,
      amountMinor: paymentTable.amountMinor,
      refundedMinor: paymentTable.refundedMinor,
    })
    .from(paymentTable)
    .where(eq(paymentTable.id, id))
    .for('update'),
);

/**
 * What of a captured payment was not refunded yet, kept so until the transaction ends; null when it is not captured.
 */
export async function lockRefundable(tx: Tx, paymentId: string): Promise<number | null> {
  const [row] = await refundable(tx, { id: paymentId });
  return row?.status === 'CAPTURED' ? row.amountMinor - row.refundedMinor : null;
}

const refundedSum = statement('payment.sumRefunded', { paymentId: refundTable.paymentId }, (db, given) =>
  db
    .select({ amountMinor: sql`coalesce(sum(${refundTable.amountMinor}), 0)`.mapWith(Number) })
    .from(refundTable)
    .where(and(eq(refundTable.paymentId, given.paymentId), eq(refundTable.status, 'SUCCEEDED'))),
);

/**
 * What of a captured payment has not gone back. A refund that is on its way may still be refused, and does not count.
 */
export async function lockUnreturned(
  tx: Tx,
  { id: paymentId, amountMinor }: { readonly id: string; readonly amountMinor: number },
): Promise<number> {
  // Of refunds that succeed at once, the last to have the lock sees all others.
  await refundable(tx, { id: paymentId });
  const [refunded] = await refundedSum(tx, { paymentId });
  return amountMinor - (refunded?.amountMinor ?? 0);
}

const claims = statement(
  'payment.claimRefund',
  { id: paymentTable.id, amountMinor: paymentTable.amountMinor },
  (db, { id, amountMinor }) =>
    db
      .update(paymentTable)
      .set({ refundedMinor: sql`${paymentTable.refundedMinor} + ${amountMinor}` })
      .where(
        and(
          eq(paymentTable.id, id),
          eq(paymentTable.status, 'CAPTURED'),
          sql`${paymentTable.refundedMinor} + ${amountMinor} <= ${paymentTable.amountMinor}`,
        ),
      ),
);

/**
 * Claims an amount of what was captured for a refund.
 * @returns false, having claimed nothing, when less than that is left
 */
export async function claimRefund(tx: Tx, paymentId: string, amountMinor: number): Promise<boolean> {
  const [{ affectedRows }] = await claims(tx, { id: paymentId, amountMinor });
  return affectedRows === 1;
}

const droppedClaims = statement(
  'payment.dropClaim',
  { id: paymentTable.id, amountMinor: paymentTable.amountMinor },
  (db, { id, amountMinor }) =>
    db
      .update(paymentTable)
      .set({ refundedMinor: sql`${paymentTable.refundedMinor} - ${amountMinor}` })
      .where(and(eq(paymentTable.id, id), eq(paymentTable.status, 'CAPTURED'))),
);

/** Gives a claim back, so that the amount can be refunded again. Money that nothing is paid by has no claim. */
export async function dropClaim(
  tx: Tx,
  { paymentId, amountMinor }: Pick<Refund, 'paymentId' | 'amountMinor'>,
): Promise<void> {
  await droppedClaims(tx, { id: paymentId, amountMinor });
}

export type NewRefund = Omit<Refund, 'status' | 'requestedAt'>;

/** @param sender - who sends it to the provider first: who asked for it, or the worker */
export async function insertRefund(tx: Tx, refund: NewRefund, sender: 'caller' | 'worker' = 'caller'): Promise<void> {
  await tx
    .named('payment.insertRefund')
    .insert(refundTable)
    .values({ ...refund, status: 'PENDING', nextRunAt: sender === 'caller' ? abandonedAt : databaseNow });
}

const { id, paymentId, status } = refundTable;

const pendingRefunds = statement('payment.hasPendingRefund', { paymentId }, (db, given) =>
  db
    .select({ id })
    .from(refundTable)
    .where(and(eq(paymentId, given.paymentId), eq(status, 'PENDING')))
    .limit(1),
);

/** Whether a refund of a payment is on its way. */
export async function hasPendingRefund(tx: Tx, paymentId: string): Promise<boolean> {
  const [pending] = await pendingRefunds(tx, { paymentId });
  return pending !== undefined;
}

const refundEnd = statement(
  'payment.endRefund',
  { id, end: shape<'SUCCEEDED' | 'FAILED'>() },
  (db, { end, ...given }) =>
    db
      .update(refundTable)
      .set({ status: end, nextRunAt: null, lastError: null })
      .where(and(eq(id, given.id), eq(status, 'PENDING'))),
);

/** @returns false, having changed nothing, when it had ended before */
export async function endRefund(tx: Tx, refundId: string, end: 'SUCCEEDED' | 'FAILED'): Promise<boolean> {
  const [{ affectedRows }] = await refundEnd(tx, { id: refundId, end });
  return affectedRows === 1;
}

const postponement = statement('payment.postponeRefund', { id, lastError }, (db, { lastError, ...given }) =>
  db
    .update(refundTable)
    .set({
      nextRunAt: nextTryAt(attempts, MAX_BACKOFF_SECONDS),
      attempts: sql`${attempts} + 1`,
      lastError: sql`${lastError}`,
    })
    .where(and(eq(id, given.id), eq(status, 'PENDING'))),
);

/** The provider did not answer: the same refund is sent again later. */
export async function postponeRefund(db: Db, refundId: string, error: unknown): Promise<void> {
  await postponement(db, { id: refundId, lastError: toLastError(error) });
}

/** Takes refunds that are due, so that no other worker does for a while. */
export const claimDueRefunds = (database: Database, limit: number): Promise<readonly string[]> =>
  claimDue(database, 'refund', limit);

const refundsById = statement('payment.findRefund', { id }, (db, given) =>
  db.select(refundColumns).from(refundTable).where(eq(id, given.id)),
);

export async function findRefund(db: Db, refundId: string): Promise<Refund | null> {
  const [refund] = await refundsById(db, { id: refundId });
  return refund ?? null;
}

const refundsOfPayments = statement(
  'payment.findRefundsOfPayments',
  { paymentIds: listOf(paymentId) },
  (db, { paymentIds }) =>
    db
      .select(refundColumns)
      .from(refundTable)
      .where(oneOf(paymentId, paymentIds))
      .orderBy(asc(refundTable.requestedAt), asc(id)),
);

/** Refunds of some payments, oldest first. */
export async function findRefundsOfPayments(db: Db, paymentIds: readonly string[]): Promise<readonly Refund[]> {
  return refundsOfPayments(db, { paymentIds });
}
