import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { optional, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import { CHARGE_STEPS, type ChargeStatus, type ChargeStep } from '../domain/charge.ts';
import { abandonedAt, claimDue, nextTryAt, toLastError } from './due.ts';
import { databaseNow } from './payment-row.ts';
import { chargeTable, payableTable, paymentTable } from './schema.ts';

// Longer than a buyer waits between two tries; an attempt that ended meanwhile is given up soon.
const MAX_BACKOFF_SECONDS = 10;

/**
 * Notes that the provider is about to be asked for the money of an attempt in time, unless it was before.
 * @returns how the charge stands; null when the attempt takes no money
 */
export async function requestCharge(db: Db, paymentId: string): Promise<ChargeStatus | null> {
  // One statement, so that no provider is asked for an attempt that has ended by now, and no lock is kept while it
  // thinks.
  const inTime = sql`select ${paymentTable.id}, 'REQUESTED', ${abandonedAt} from ${paymentTable} join ${payableTable} on ${payableTable.orderId} = ${paymentTable.orderId}
    where ${eq(paymentTable.id, paymentId)} and ${paymentTable.status} = 'PENDING' and ${gt(paymentTable.expiresAt, databaseNow)} and ${payableTable.state} = 'OPEN'`;
  try {
    const [{ affectedRows }] = await db
      .named('payment.requestCharge')
      .execute(sql`insert into ${chargeTable} (payment_id, status, next_run_at) ${inTime}`);
    if (affectedRows === 1) return 'REQUESTED';
  } catch (error) {
    if (duplicateKeyOf(error) !== 'PRIMARY') throw error;
  }
  return findChargeStatus(db, paymentId);
}

/**
 * Makes room for what a provider tells of an attempt that it may not have been asked about. Hold the payment's lock.
 */
export async function ensureCharge(tx: Tx, paymentId: string): Promise<void> {
  try {
    await tx
      .named('payment.ensureCharge')
      .insert(chargeTable)
      .values({ paymentId, status: 'REQUESTED', nextRunAt: abandonedAt });
  } catch (error) {
    if (duplicateKeyOf(error) !== 'PRIMARY') throw error;
  }
}

const { paymentId, status, isAnswered, takenMinor, takenCurrency } = chargeTable;

const statuses = statement('payment.findChargeStatus', { paymentId }, (db, given) =>
  db.select({ status }).from(chargeTable).where(eq(paymentId, given.paymentId)),
);

export async function findChargeStatus(db: Db, paymentId: string): Promise<ChargeStatus | null> {
  const [charge] = await statuses(db, { paymentId });
  return charge?.status ?? null;
}

const steps = statement(
  'payment.takeChargeStep',
  { paymentId, step: shape<ChargeStep>(), takenMinor: optional(takenMinor), takenCurrency: optional(takenCurrency) },
  (db, { step, ...given }) => {
    const { from, to } = CHARGE_STEPS[step];
    return db
      .update(chargeTable)
      .set({
        status: to,
        nextRunAt: null,
        lastError: null,
        ...(given.takenMinor && { takenMinor: sql`${given.takenMinor}` }),
        ...(given.takenCurrency && { takenCurrency: sql`${given.takenCurrency}` }),
      })
      .where(and(eq(paymentId, given.paymentId), oneOf(chargeTable.status, from)));
  },
);

/**
 * Takes a step where the rules allow it, decided by the database in one statement.
 * @param taken - what the provider says it took, for the steps that begin with that
 * @returns whether it was taken
 */
export async function takeChargeStep(
  tx: Tx,
  step: ChargeStep,
  paymentId: string,
  taken?: { readonly amountMinor: number; readonly currency: string },
): Promise<boolean> {
  const [{ affectedRows }] = await steps(tx, {
    step,
    paymentId,
    takenMinor: taken?.amountMinor,
    takenCurrency: taken?.currency,
  });
  return affectedRows === 1;
}

const answerClaim = statement('payment.claimAnswer', { paymentId }, (db, given) =>
  db
    .update(chargeTable)
    .set({ isAnswered: true })
    .where(and(eq(paymentId, given.paymentId), eq(isAnswered, false))),
);

/** @returns false when the buyer had the final answer before, to another request */
export async function claimAnswer(tx: Tx, paymentId: string): Promise<boolean> {
  const [{ affectedRows }] = await answerClaim(tx, { paymentId });
  return affectedRows === 1;
}

const lockedOwed = statement('payment.lockOwed', { paymentId }, (db, given) =>
  db
    .select({ amountMinor: takenMinor, currency: takenCurrency })
    .from(chargeTable)
    .where(and(eq(paymentId, given.paymentId), eq(status, 'OWED')))
    .for('update'),
);

/** What is owed for an attempt, kept so until the transaction ends; null when nothing is. */
export async function lockOwed(
  tx: Tx,
  paymentId: string,
): Promise<{ readonly amountMinor: number; readonly currency: string } | null> {
  const [owed] = await lockedOwed(tx, { paymentId });
  return owed === undefined || owed.amountMinor === null || owed.currency === null
    ? null
    : { amountMinor: owed.amountMinor, currency: owed.currency };
}

const postponement = statement(
  'payment.postponeCharge',
  { paymentId, lastError: chargeTable.lastError },
  (db, { lastError, ...given }) =>
    db
      .update(chargeTable)
      .set({
        nextRunAt: nextTryAt(chargeTable.attempts, MAX_BACKOFF_SECONDS),
        attempts: sql`${chargeTable.attempts} + 1`,
        lastError: sql`${lastError}`,
      })
      .where(and(eq(paymentId, given.paymentId), eq(status, 'REQUESTED'))),
);

/** The provider did not answer: it is asked again later. */
export async function postponeCharge(db: Db, paymentId: string, error: unknown): Promise<void> {
  await postponement(db, { paymentId, lastError: toLastError(error) });
}

/** Takes charges that wait for an answer, so that no other worker does for a while. */
export const claimDueCharges = (database: Database, limit: number): Promise<readonly string[]> =>
  claimDue(database, 'charge', limit);
