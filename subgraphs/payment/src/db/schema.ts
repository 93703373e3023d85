import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, int, mysqlTable, primaryKey, unique } from 'drizzle-orm/mysql-core';
import { amountMinor, exactText, moment, now, peopleText, uuid } from '@storegraph/subgraph-kit/database/columns';
import type { ChargeStatus } from '../domain/charge.ts';
import type { LedgerAccount } from '../domain/ledger.ts';
import type { PayableState } from '../domain/payable.ts';
import type { PaymentMethod, PaymentStatus } from '../domain/payment.ts';
import type { RefundStatus } from '../domain/refund.ts';

export { auditLogTable } from '@storegraph/subgraph-kit/database/audit-log';
export { idempotencyTable } from '@storegraph/subgraph-kit/database/idempotency';
export { erasureTable } from '@storegraph/subgraph-kit/erasure/erasure';
export { deadLetterTable } from '@storegraph/subgraph-kit/events/dead-letter-store';
export { inboxAttemptTable } from '@storegraph/subgraph-kit/events/dead-letters';
export { inboxTable } from '@storegraph/subgraph-kit/events/inbox';
export { outboxTable } from '@storegraph/subgraph-kit/events/outbox';

// Transactions that touch both tables take the payable's row first, then the payment's: no deadlocks between them.
export const payableTable = mysqlTable(
  'payable',
  {
    orderId: uuid('order_id').primaryKey(),
    userId: uuid('user_id').notNull(),
    amountMinor: amountMinor('amount_minor').notNull(),
    currency: exactText('currency', { length: 3 }).notNull(),
    state: exactText('state', { length: 8 }).$type<PayableState>().notNull(),
    holdExpiresAt: moment('hold_expires_at').notNull(),
    latestHoldExpiresAt: moment('latest_hold_expires_at'),
  },
  () => [
    check('payable_amount', sql`amount_minor between 0 and 1000000000000`),
    check('payable_state', sql`state in ('OPEN', 'CAPTURED', 'CLOSED')`),
  ],
);

export const paymentTable = mysqlTable(
  'payment',
  {
    id: uuid().primaryKey(),
    orderId: uuid('order_id').notNull(),
    userId: uuid('user_id').notNull(),
    method: exactText('method', { length: 16 }).$type<PaymentMethod>().notNull(),
    // Attempts from before there were several are the test provider's.
    provider: exactText('provider', { length: 32 }).notNull().default('test'),
    reference: exactText('reference', { length: 64 }),
    amountMinor: amountMinor('amount_minor').notNull(),
    currency: exactText('currency', { length: 3 }).notNull(),
    status: exactText('status', { length: 16 }).$type<PaymentStatus>().notNull(),
    startedAt: moment('started_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    capturedAt: moment('captured_at'),
    refundedMinor: amountMinor('refunded_minor').notNull().default(0),
    // Second guard behind the payable's lock: unique, so an order cannot have two attempts in progress.
    inProgressOrderId: uuid('in_progress_order_id').generatedAlwaysAs(
      sql`(case when status in ('PENDING', 'AUTHORIZED') then order_id end)`,
      {
        mode: 'stored',
      },
    ),
  },
  (table) => [
    foreignKey({ name: 'payment_payable', columns: [table.orderId], foreignColumns: [payableTable.orderId] }),
    unique('payment_in_progress').on(table.inProgressOrderId),
    index('payment_due').on(table.status, table.expiresAt),
    index('payment_by_order').on(table.orderId, table.startedAt, table.id),
    index('payment_by_user').on(table.userId, table.startedAt, table.id),
    index('payment_by_status').on(table.status, table.startedAt, table.id),
    index('payment_by_start').on(table.startedAt, table.id),
    check('payment_amount', sql`amount_minor between 0 and 1000000000000`),
    check('payment_method', sql`method in ('CARD', 'BANK_TRANSFER', 'E_WALLET', 'CASH_ON_DELIVERY')`),
    check('payment_status', sql`status in ('PENDING', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'EXPIRED', 'CANCELLED')`),
    check('payment_window', sql`expires_at > started_at`),
    check('payment_captured', sql`(status = 'CAPTURED') = (captured_at is not null)`),
    check(
      'payment_refunded',
      sql`refunded_minor between 0 and amount_minor and (refunded_minor = 0 or status = 'CAPTURED')`,
    ),
  ],
);

/**
 * Written before a provider is asked for the money of an attempt, so that none it takes is unknown here. `next_run_at`
 * is when it is asked again, null once it has said what became of the money.
 */
export const chargeTable = mysqlTable(
  'charge',
  {
    paymentId: uuid('payment_id').primaryKey(),
    status: exactText('status', { length: 16 }).$type<ChargeStatus>().notNull(),
    /** What the provider says it took, which need not be what was due. */
    takenMinor: amountMinor('taken_minor'),
    takenCurrency: exactText('taken_currency', { length: 3 }),
    /** The buyer has had the final answer to a confirmation. */
    isAnswered: boolean('is_answered').notNull().default(false),
    requestedAt: moment('requested_at').notNull().default(now),
    nextRunAt: moment('next_run_at'),
    attempts: int('attempts').notNull().default(0),
    lastError: peopleText('last_error', { length: 1000 }),
  },
  (table) => [
    foreignKey({ name: 'charge_payment', columns: [table.paymentId], foreignColumns: [paymentTable.id] }),
    index('charge_due').on(table.nextRunAt),
    check('charge_status', sql`status in ('REQUESTED', 'TAKEN', 'NOT_TAKEN', 'OWED', 'RETURNED')`),
    check('charge_due_while_requested', sql`(status = 'REQUESTED') = (next_run_at is not null)`),
    check(
      'charge_taken',
      sql`(status in ('TAKEN', 'OWED', 'RETURNED')) = (taken_minor is not null and taken_currency is not null)`,
    ),
  ],
);

/** Webhooks that had their effect, so that a repeated one has none. Written in the transaction of the effect. */
export const webhookEventTable = mysqlTable(
  'webhook_event',
  {
    provider: exactText('provider', { length: 32 }).notNull(),
    eventId: exactText('event_id', { length: 128 }).notNull(),
    receivedAt: moment('received_at').notNull().default(now),
  },
  (table) => [
    primaryKey({ name: 'webhook_event_pk', columns: [table.provider, table.eventId] }),
    index('webhook_event_received').on(table.receivedAt),
  ],
);

/**
 * Money to give back: some of a captured payment, whose claim in the payment is of the same transaction, or all of what
 * is owed, which needs none. `next_run_at` is when it is sent to the provider again, null once it has ended.
 */
export const refundTable = mysqlTable(
  'refund',
  {
    id: uuid().primaryKey(),
    paymentId: uuid('payment_id').notNull(),
    amountMinor: amountMinor('amount_minor').notNull(),
    currency: exactText('currency', { length: 3 }).notNull(),
    reason: peopleText('reason', { length: 500 }).notNull(),
    status: exactText('status', { length: 16 }).$type<RefundStatus>().notNull(),
    requestedBy: uuid('requested_by'),
    requestedAt: moment('requested_at').notNull().default(now),
    nextRunAt: moment('next_run_at'),
    attempts: int('attempts').notNull().default(0),
    lastError: peopleText('last_error', { length: 1000 }),
  },
  (table) => [
    foreignKey({ name: 'refund_payment', columns: [table.paymentId], foreignColumns: [paymentTable.id] }),
    index('refund_by_payment').on(table.paymentId, table.requestedAt, table.id),
    index('refund_due').on(table.nextRunAt),
    check('refund_amount', sql`amount_minor between 1 and 1000000000000`),
    check('refund_status', sql`status in ('PENDING', 'SUCCEEDED', 'FAILED')`),
    check('refund_due_while_pending', sql`(status = 'PENDING') = (next_run_at is not null)`),
  ],
);

/** Append-only. The primary key is the guard against booking one cause twice; the entries of a cause sum to zero. */
export const ledgerEntryTable = mysqlTable(
  'ledger_entry',
  {
    causeId: uuid('cause_id').notNull(),
    account: exactText('account', { length: 16 }).$type<LedgerAccount>().notNull(),
    amountMinor: amountMinor('amount_minor').notNull(),
    currency: exactText('currency', { length: 3 }).notNull(),
    recordedAt: moment('recorded_at').notNull().default(now),
  },
  (table) => [
    primaryKey({ name: 'ledger_entry_pk', columns: [table.causeId, table.account] }),
    check('ledger_entry_account', sql`account in ('CASH', 'COURIER', 'SALES', 'OWED')`),
  ],
);
