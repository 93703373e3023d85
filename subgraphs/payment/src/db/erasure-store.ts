import { and, count, eq, ne } from 'drizzle-orm';
import { emptyAuditDetails } from '@storegraph/subgraph-kit/database/audit-log-store';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { forgetKeysOf } from '@storegraph/subgraph-kit/database/idempotency';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { chargeTable, paymentTable, refundTable } from './schema.ts';

/** Tables that {@link erasePerson} takes a person out of. */
export const ERASED_TABLES: readonly string[] = ['audit_log', 'charge', 'idempotency', 'payment', 'refund'];

/** All others, and why they stay as they are. */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  dead_letter: 'events carry ids alone, and errors no values',
  erasure: 'the ids of who was erased',
  inbox: 'ids of events',
  inbox_attempt: 'ids of events',
  ledger_entry: 'amounts: the books',
  outbox: 'events carry ids alone',
  payable: 'what an order owes, under the pseudonym',
  webhook_event: 'ids of what a provider told, and no bodies',
};

/**
 * Takes out of payments what tells of who paid: what they and staff wrote, and what stands for their means of payment.
 * Amounts and the ledger stay.
 * @returns false while money of theirs is on its way
 */
export async function erasePerson(tx: Tx, userId: string): Promise<boolean> {
  const payments = await tx
    .named('payment.findPaymentsToErase')
    .select({ id: paymentTable.id, status: paymentTable.status })
    .from(paymentTable)
    .where(eq(paymentTable.userId, userId));
  await forgetKeysOf(tx, userId);
  if (payments.length === 0) return true;
  const ids = payments.filter(({ status }) => status !== 'PENDING' && status !== 'AUTHORIZED').map(({ id }) => id);
  if (ids.length === 0) return false;
  await erasePayments(tx, ids);
  return ids.length === payments.length && (await countMoving(tx, ids)) === 0;
}

async function erasePayments(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .named('payment.erasePayments')
    .update(paymentTable)
    .set({ reference: null })
    .where(oneOf(paymentTable.id, ids));
  await tx
    .named('payment.eraseCharges')
    .update(chargeTable)
    .set({ lastError: null })
    .where(and(oneOf(chargeTable.paymentId, ids), ne(chargeTable.status, 'REQUESTED')));
  // One that is on its way may still tell the provider its reason.
  await tx
    .named('payment.eraseRefunds')
    .update(refundTable)
    .set({ reason: '', lastError: null })
    .where(and(oneOf(refundTable.paymentId, ids), ne(refundTable.status, 'PENDING')));
  await emptyAuditDetails(tx, ids);
}

async function countMoving(tx: Tx, ids: readonly string[]): Promise<number> {
  const [refunds] = await tx
    .named('payment.countPendingRefunds')
    .select({ moving: count() })
    .from(refundTable)
    .where(and(oneOf(refundTable.paymentId, ids), eq(refundTable.status, 'PENDING')));
  const [charges] = await tx
    .named('payment.countRequestedCharges')
    .select({ moving: count() })
    .from(chargeTable)
    .where(and(oneOf(chargeTable.paymentId, ids), eq(chargeTable.status, 'REQUESTED')));
  return (refunds?.moving ?? 0) + (charges?.moving ?? 0);
}
