import { getTableColumns, sql } from 'drizzle-orm';
import type { Payment } from '../domain/payment.ts';
import { statusAt } from '../domain/payment-steps.ts';
import { paymentTable } from './schema.ts';

/** The clock that decides. Within one statement it stands still. */
export const databaseNow = sql<Date>`utc_timestamp(3)`.mapWith(paymentTable.startedAt);

const { status: storedStatus, inProgressOrderId: _, ...columns } = getTableColumns(paymentTable);

/** What to select of a payment: the clock is read with the row, so that status and `serverTime` agree. */
export const paymentColumns = { ...columns, storedStatus, serverTime: databaseNow.as('server_time') };

type PaymentRow = Omit<typeof paymentTable.$inferSelect, 'status' | 'inProgressOrderId'> & {
  readonly storedStatus: Payment['status'];
  readonly serverTime: Date;
};

export function toPayment({ storedStatus, capturedAt, refundedMinor, ...attempt }: PaymentRow): Payment {
  const status = statusAt(storedStatus, attempt.expiresAt, attempt.serverTime);
  if (status !== 'CAPTURED') return { ...attempt, status };
  if (capturedAt === null) throw new Error(`Payment ${attempt.id} is captured, and nobody knows when`);
  return { ...attempt, status, capturedAt, refundedMinor };
}
