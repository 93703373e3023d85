import { and, asc, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database';
import { oneOf } from '@storegraph/subgraph-kit/one-of';
import { placeholdersFor, prepared, type ValuesOrPlaceholders } from '@storegraph/subgraph-kit/prepared';
import type { Payment } from '../domain/payment.ts';
import { IN_PROGRESS_STATUSES, PAYMENT_STEPS, type PaymentStep } from '../domain/payment-steps.ts';
import { databaseNow, toPayment, paymentColumns } from './payment-row.ts';
import { paymentTable } from './schema.ts';

export type NewPayment = Pick<Payment, 'id' | 'orderId' | 'userId' | 'method' | 'provider' | 'reference' | 'amountMinor' | 'currency' | 'startedAt' | 'expiresAt'>;

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await tx.insert(paymentTable).values({ ...payment, status: 'PENDING' });
}

/**
 * Takes a step where the rules allow it, decided by the database in one statement.
 * @returns how many of the payments took it
 */
export async function takeStep(tx: Tx, step: PaymentStep, paymentIds: readonly string[]): Promise<number> {
  const { to } = PAYMENT_STEPS[step];
  const [{ affectedRows }] = await tx
    .update(paymentTable)
    .set({ status: to, ...(to === 'CAPTURED' && { capturedAt: databaseNow }) })
    .where(and(oneOf(paymentTable.id, paymentIds), guardOf(step)));
  return affectedRows;
}

function guardOf(step: PaymentStep): SQL | undefined {
  const { from, window } = PAYMENT_STEPS[step];
  return and(
    oneOf(paymentTable.status, from),
    window === 'OPEN' ? gt(paymentTable.expiresAt, databaseNow) : lte(paymentTable.expiresAt, databaseNow),
  );
}

/** Locks some attempts whose time is up; those that another transaction is working on are left to it. */
export async function claimExpired(tx: Tx, limit: number): Promise<readonly Payment[]> {
  const rows = await tx
    .select(paymentColumns)
    .from(paymentTable)
    .where(guardOf('expire'))
    .orderBy(asc(paymentTable.expiresAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(toPayment);
}

/** The attempt of an order that has not ended, though its time may be up. Hold the payable's lock, so that none begins meanwhile. */
export async function findInProgress(tx: Tx, orderId: string): Promise<Payment | null> {
  const [row] = await tx
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(eq(paymentTable.orderId, orderId), oneOf(paymentTable.status, IN_PROGRESS_STATUSES)));
  return row === undefined ? null : toPayment(row);
}

/** Whose payments may be seen. */
export type Visibility = 'everybodys' | 'nobodys' | { readonly onlyOf: string };

type VisibilityShape = Extract<Visibility, string> | ValuesOrPlaceholders<Extract<Visibility, object>>;

function isVisible(visibility: VisibilityShape): SQL | undefined {
  if (visibility === 'everybodys') return undefined;
  return visibility === 'nobodys' ? sql`false` : eq(paymentTable.userId, sql.param(visibility.onlyOf, paymentTable.userId));
}

export async function findPayment(db: Db | Tx, paymentId: string, visibility: Visibility): Promise<Payment | null> {
  const [payment] = await findPayments(db, [paymentId], visibility);
  return payment ?? null;
}

/** Reads a payment that is known to exist and to be the caller's to see. */
export async function getPayment(db: Db | Tx, paymentId: string): Promise<Payment> {
  const payment = await findPayment(db, paymentId, 'everybodys');
  if (payment === null) throw new Error(`Payment ${paymentId} is gone`);
  return payment;
}

export async function findPayments(db: Db | Tx, paymentIds: readonly string[], visibility: Visibility): Promise<readonly Payment[]> {
  const rows = await db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(oneOf(paymentTable.id, paymentIds), isVisible(visibility)));
  return rows.map(toPayment);
}

const paymentsOfOrders = prepared((db, visibility: VisibilityShape) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(oneOf(paymentTable.orderId, sql.placeholder('orderIds')), isVisible(visibility)))
    .orderBy(asc(paymentTable.startedAt), asc(paymentTable.id))
    .prepare(),
);

/** Every attempt of some orders, oldest first. */
export async function findPaymentsOfOrders(db: Db, orderIds: readonly string[], visibility: Visibility): Promise<readonly Payment[]> {
  const isRestricted = typeof visibility === 'object';
  const statement = paymentsOfOrders(db, isRestricted ? placeholdersFor(visibility) : visibility);
  return (await statement.execute({ orderIds, ...(isRestricted && visibility) })).map(toPayment);
}

/** Reads a payment and keeps it as it is until the transaction ends. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment> {
  const [row] = await tx.select(paymentColumns).from(paymentTable).where(eq(paymentTable.id, paymentId)).for('update');
  if (row === undefined) throw new Error(`Payment ${paymentId} is gone`);
  return toPayment(row);
}

/** The attempt that paid an order; there is at most one. */
export async function findCaptured(db: Db, orderId: string): Promise<Payment | null> {
  const [row] = await db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(eq(paymentTable.orderId, orderId), eq(paymentTable.status, 'CAPTURED')));
  return row === undefined ? null : toPayment(row);
}
