import { and, asc, eq, gt, lte, type SQL } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, rowCount, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import { visibleBy, type Visibility } from '@storegraph/subgraph-kit/database/visibility';
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

const { id, orderId, userId, status, startedAt, expiresAt } = paymentTable;

function guardOf(step: PaymentStep): SQL | undefined {
  const { from, window } = PAYMENT_STEPS[step];
  return and(
    oneOf(paymentTable.status, from),
    window === 'OPEN' ? gt(paymentTable.expiresAt, databaseNow) : lte(paymentTable.expiresAt, databaseNow),
  );
}

const steps = statement('payment.takeStep', { ids: listOf(id), step: shape<PaymentStep>() }, (db, { ids, step }) => {
  const { to } = PAYMENT_STEPS[step];
  return db
    .update(paymentTable)
    .set({ status: to, ...(to === 'CAPTURED' && { capturedAt: databaseNow }) })
    .where(and(oneOf(id, ids), guardOf(step)));
});

/**
 * Takes a step where the rules allow it, decided by the database in one statement.
 * @returns how many of the payments took it
 */
export async function takeStep(tx: Tx, step: PaymentStep, paymentIds: readonly string[]): Promise<number> {
  const [{ affectedRows }] = await steps(tx, { ids: paymentIds, step });
  return affectedRows;
}

const expired = statement('payment.claimExpired', { limit: rowCount }, (db, { limit }) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(guardOf('expire'))
    .orderBy(asc(expiresAt))
    .limit(limit)
    .for('update', { skipLocked: true }),
);

/** Locks some attempts whose time is up; those that another transaction is working on are left to it. */
export async function claimExpired(tx: Tx, limit: number): Promise<readonly Payment[]> {
  return (await expired(tx, { limit })).map(toPayment);
}

const inProgress = statement('payment.findInProgress', { orderId }, (db, given) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(eq(orderId, given.orderId), oneOf(status, IN_PROGRESS_STATUSES))),
);

/**
 * The attempt of an order that has not ended, though its time may be up. Hold the payable's lock, so that none begins
 * meanwhile.
 */
export async function findInProgress(tx: Tx, orderId: string): Promise<Payment | null> {
  const [row] = await inProgress(tx, { orderId });
  return row === undefined ? null : toPayment(row);
}

const paymentsById = statement(
  'payment.findPayments',
  { ids: listOf(id), seen: visibleBy(userId) },
  (db, { ids, seen }) =>
    db
      .select(paymentColumns)
      .from(paymentTable)
      .where(and(oneOf(id, ids), seen)),
);

export async function findPayments(
  db: Db | Tx,
  paymentIds: readonly string[],
  visibility: Visibility,
): Promise<readonly Payment[]> {
  return (await paymentsById(db, { ids: paymentIds, seen: visibility })).map(toPayment);
}

export async function findPayment(db: Db | Tx, paymentId: string, visibility: Visibility): Promise<Payment | null> {
  const [payment] = await findPayments(db, [paymentId], visibility);
  return payment ?? null;
}

/** Reads a payment that is known to exist and to be the caller's to see. */
export async function getPayment(db: Db | Tx, paymentId: string): Promise<Payment> {
  const payment = await findPayment(db, paymentId, 'all');
  if (payment === null) throw new Error(`Payment ${paymentId} is gone`);
  return payment;
}

const paymentsOfOrders = statement(
  'payment.findPaymentsOfOrders',
  { orderIds: listOf(orderId), seen: visibleBy(userId) },
  (db, { orderIds, seen }) =>
    db
      .select(paymentColumns)
      .from(paymentTable)
      .where(and(oneOf(orderId, orderIds), seen))
      .orderBy(asc(startedAt), asc(id)),
);

/** Every attempt of some orders, oldest first. */
export async function findPaymentsOfOrders(
  db: Db,
  orderIds: readonly string[],
  visibility: Visibility,
): Promise<readonly Payment[]> {
  return (await paymentsOfOrders(db, { orderIds, seen: visibility })).map(toPayment);
}

const lockedPayments = statement('payment.lockPayment', { id }, (db, given) =>
  db.select(paymentColumns).from(paymentTable).where(eq(id, given.id)).for('update'),
);

/** Reads a payment and keeps it as it is until the transaction ends. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment> {
  const [row] = await lockedPayments(tx, { id: paymentId });
  if (row === undefined) throw new Error(`Payment ${paymentId} is gone`);
  return toPayment(row);
}

const captured = statement('payment.findCaptured', { orderId }, (db, given) =>
  db
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(eq(orderId, given.orderId), eq(status, 'CAPTURED'))),
);

/** The attempt that paid an order; there is at most one. */
export async function findCaptured(db: Db, orderId: string): Promise<Payment | null> {
  const [row] = await captured(db, { orderId });
  return row === undefined ? null : toPayment(row);
}
