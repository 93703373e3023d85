import type { DemoOrder } from '@storegraph/demo-shop/types';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Database, Db } from '@storegraph/subgraph-kit/database/database';
import { chargeTable, ledgerEntryTable, payableTable, paymentTable } from './db/schema.ts';
import { captureEntries } from './domain/ledger.ts';

export async function isSeeded(db: Db): Promise<boolean> {
  const [payable] = await db.select({ orderId: payableTable.orderId }).from(payableTable).limit(1);
  return payable !== undefined;
}

/** Writes what the orders of a demo shop owed and how they were paid, into an empty database, batch by batch. */
export async function seedPayments(database: Database, orders: readonly DemoOrder[]): Promise<void> {
  await database.transaction(async (tx) => {
    await bulkInsert(tx, payableTable, orders.map(toPayable));
    await bulkInsert(tx, paymentTable, orders.flatMap(toPayments));
    await bulkInsert(tx, chargeTable, orders.flatMap(toCharges));
    await bulkInsert(tx, ledgerEntryTable, orders.flatMap(toLedgerEntries));
  });
}

const toPayable = (order: DemoOrder): typeof payableTable.$inferInsert => ({
  orderId: order.id,
  userId: order.userId,
  amountMinor: order.totalMinor,
  currency: order.currency,
  state: order.payments.some(({ status }) => status === 'CAPTURED') ? 'CAPTURED' : 'CLOSED',
  holdExpiresAt: order.holdExpiresAt,
});

const toPayments = ({ id: orderId, userId, totalMinor, currency, payments }: DemoOrder) =>
  payments.map((payment) => ({ ...payment, orderId, userId, amountMinor: totalMinor, currency }));

const toCharges = ({
  payments,
  totalMinor: takenMinor,
  currency: takenCurrency,
}: DemoOrder): (typeof chargeTable.$inferInsert)[] =>
  payments.flatMap(({ id: paymentId, capturedAt }) =>
    capturedAt === null
      ? []
      : [{ paymentId, status: 'TAKEN', takenMinor, takenCurrency, isAnswered: true, requestedAt: capturedAt }],
  );

const toLedgerEntries = ({ payments, totalMinor, currency }: DemoOrder): (typeof ledgerEntryTable.$inferInsert)[] =>
  payments.flatMap(({ id, method, capturedAt }) =>
    capturedAt === null
      ? []
      : captureEntries({ id, method, amountMinor: totalMinor, currency }, 'SALES').map((entry) => ({
          ...entry,
          recordedAt: capturedAt,
        })),
  );
