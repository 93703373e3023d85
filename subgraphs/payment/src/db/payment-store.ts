import { and, asc, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import {
  isGiven,
  placeholdersFor,
  prepared,
  type ValuesOrPlaceholders,
} from '@storegraph/subgraph-kit/database/prepared';
import type { Payment } from '../domain/payment.ts';
import { IN_PROGRESS_STATUSES, PAYMENT_STEPS, type PaymentStep } from '../domain/payment-steps.ts';
import { databaseNow, toPayment, paymentColumns } from './payment-row.ts';
import { paymentTable } from './schema.ts';

export type NewPayment = Pick<
  Payment,
  | 'id'
  | 'orderId'
  | 'userId'
  | 'method'
  | 'provider'
  | 'reference'
  | 'amountMinor'
  | 'currency'
  | 'startedAt'
  | 'expiresAt'
>;

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await bulkInsert(tx, paymentTable, [{ ...payment, status: 'PENDING' }]);
}

/**
 * Takes a step where the rules allow it, decided by the database in one statement.
 * @returns how many of the payments took it
 */
export async function takeStep(tx: Tx, step: PaymentStep, paymentIds: readonly string[]): Promise<number> {
  const [{ affectedRows }] = await steps(tx, step).execute({ paymentIds });
  return affectedRows;
}

const steps = prepared((db, step: PaymentStep) => {
  const { to } = PAYMENT_STEPS[step];
  return db
    .update(paymentTable)
    .set({ status: to, ...(to === 'CAPTURED' && { capturedAt: databaseNow }) })
    .where(and(oneOf(paymentTable.id, sql.placeholder('paymentIds')), guardOf(step)))
    .prepare();
});

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

/**
 * The attempt of an order that has not ended, though its time may be up. Hold the payable's lock, so that none begins
 * meanwhile.
 */
export async function findInProgress(tx: Tx, orderId: string): Promise<Payment | null> {
  const [row] = await inProgress(tx).execute({ orderId });
  return row === undefined ? null : toPayment(row);
}

const inProgress = prepared((db) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(isGiven(paymentTable.orderId, 'orderId'), oneOf(paymentTable.status, IN_PROGRESS_STATUSES)))
    .prepare(),
);

/** Whose payments may be seen. */
export type Visibility = 'everybodys' | 'nobodys' | { readonly onlyOf: string };

type VisibilityShape = Extract<Visibility, string> | ValuesOrPlaceholders<Extract<Visibility, object>>;

function isVisible(visibility: VisibilityShape): SQL | undefined {
  if (visibility === 'everybodys') return undefined;
  return visibility === 'nobodys'
    ? sql`false`
    : eq(paymentTable.userId, sql.param(visibility.onlyOf, paymentTable.userId));
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

export async function findPayments(
  db: Db | Tx,
  paymentIds: readonly string[],
  visibility: Visibility,
): Promise<readonly Payment[]> {
  return readVisible(paymentsById, db, visibility, { paymentIds });
}

const paymentsById = prepared((db, visibility: VisibilityShape) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(oneOf(paymentTable.id, sql.placeholder('paymentIds')), isVisible(visibility)))
    .prepare(),
);

/** Every attempt of some orders, oldest first. */
export async function findPaymentsOfOrders(
  db: Db,
  orderIds: readonly string[],
  visibility: Visibility,
): Promise<readonly Payment[]> {
  return readVisible(paymentsOfOrders, db, visibility, { orderIds });
}

const paymentsOfOrders = prepared((db, visibility: VisibilityShape) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(oneOf(paymentTable.orderId, sql.placeholder('orderIds')), isVisible(visibility)))
    .orderBy(asc(paymentTable.startedAt), asc(paymentTable.id))
    .prepare(),
);

async function readVisible(
  statement: typeof paymentsById | typeof paymentsOfOrders,
  db: Db,
  visibility: Visibility,
  ids: Readonly<Record<string, readonly string[]>>,
): Promise<readonly Payment[]> {
  const isRestricted = typeof visibility === 'object';
  const rows = await statement(db, isRestricted ? placeholdersFor(visibility) : visibility).execute({
    ...ids,
    ...(isRestricted && visibility),
  });
  return rows.map(toPayment);
}

/** Reads a payment and keeps it as it is until the transaction ends. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment> {
  const [row] = await lockedPayment(tx).execute({ paymentId });
  if (row === undefined) throw new Error(`Payment ${paymentId} is gone`);
  return toPayment(row);
}

const lockedPayment = prepared((db) =>
  db.select(paymentColumns).from(paymentTable).where(isGiven(paymentTable.id, 'paymentId')).for('update').prepare(),
);

/** The attempt that paid an order; there is at most one. */
export async function findCaptured(db: Db, orderId: string): Promise<Payment | null> {
  const [row] = await db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(eq(paymentTable.orderId, orderId), eq(paymentTable.status, 'CAPTURED')));
  return row === undefined ? null : toPayment(row);
}
