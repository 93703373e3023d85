import { and, asc, count, eq, gt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset, toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/database/keyset';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import type { Payment, PaymentStatus } from '../domain/payment.ts';
import { databaseNow, toPayment, paymentColumns } from './payment-row.ts';
import { paymentTable } from './schema.ts';

/** Conditions that all hold; null for no condition. */
export type PaymentFilter = {
  readonly statuses: readonly PaymentStatus[] | null;
  readonly userId: string | null;
  readonly orderId: string | null;
};

type PaymentSort = 'STARTED_AT_DESC' | 'STARTED_AT_ASC';

/** Where a payment stands in a list. */
export type PaymentPosition = readonly [startedAt: Date, id: string];

/** A page of the payments that match a filter. */
export type PaymentList = {
  readonly filter: PaymentFilter;
  readonly sort: PaymentSort;
  readonly page: PageRequest<PaymentPosition>;
};

export async function listPayments(db: Db, { filter, sort, page }: PaymentList): Promise<Page<Payment>> {
  const { isBehind, orderBy } = byStart(sort, page.position);
  const rows = await db
    .named('payment.listPayments')
    .select(paymentColumns)
    .from(paymentTable)
    .where(and(matches(filter), isBehind))
    .orderBy(...orderBy)
    .limit(page.first + 1);
  return toPage(rows.map(toPayment), page.first);
}

export async function countPayments(db: Db, filter: PaymentFilter): Promise<number> {
  const [row] = await db
    .named('payment.countPayments')
    .select({ payments: count() })
    .from(paymentTable)
    .where(matches(filter));
  return row?.payments ?? 0;
}

/** The same page of each of several users, in one statement; a user without payments is not in the map. */
export async function listPaymentsOfUsers(
  db: Db,
  userIds: readonly string[],
  { filter, sort, page }: PaymentList,
): Promise<ReadonlyMap<string, Page<Payment>>> {
  const { isBehind, orderBy } = byStart(sort, page.position);
  const ranked = db
    .select({
      ...paymentColumns,
      place:
        sql<number>`row_number() over (partition by ${paymentTable.userId} order by ${sql.join(orderBy, sql`, `)})`.as(
          'place',
        ),
    })
    .from(paymentTable)
    .where(and(oneOf(paymentTable.userId, userIds), matches(filter), isBehind))
    .as('ranked');
  const { place, ...columns } = ranked._.selectedFields;
  const rows = await db
    .named('payment.listPaymentsOfUsers')
    .select(columns)
    .from(ranked)
    .where(lte(place, page.first + 1))
    .orderBy(asc(place));
  const byUser = Map.groupBy(rows.map(toPayment), ({ userId }) => userId);
  return new Map([...byUser].map(([userId, payments]) => [userId, toPage(payments, page.first)]));
}

export async function countPaymentsOfUsers(
  db: Db,
  userIds: readonly string[],
  filter: PaymentFilter,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .named('payment.countPaymentsOfUsers')
    .select({ userId: paymentTable.userId, payments: count() })
    .from(paymentTable)
    .where(and(oneOf(paymentTable.userId, userIds), matches(filter)))
    .groupBy(paymentTable.userId);
  return new Map(rows.map(({ userId, payments }) => [userId, payments]));
}

function matches({ statuses, userId, orderId }: PaymentFilter): SQL | undefined {
  return and(
    statuses === null ? undefined : hasAnyStatus(statuses),
    userId === null ? undefined : eq(paymentTable.userId, userId),
    orderId === null ? undefined : eq(paymentTable.orderId, orderId),
  );
}

// Without the constant, `or` of nothing would be no condition at all.
const hasAnyStatus = (statuses: readonly PaymentStatus[]): SQL | undefined =>
  or(sql`false`, ...statuses.map(hasStatus));

/** Agrees with the status that is shown: by the clock, not by what the sweeper has done. */
function hasStatus(status: PaymentStatus): SQL | undefined {
  const isStored = (stored: PaymentStatus): SQL => eq(paymentTable.status, stored);
  if (status === 'PENDING') return and(isStored('PENDING'), gt(paymentTable.expiresAt, databaseNow));
  if (status === 'EXPIRED')
    return or(isStored('EXPIRED'), and(isStored('PENDING'), lte(paymentTable.expiresAt, databaseNow)));
  return isStored(status);
}

const byStart = (sort: PaymentSort, position: PaymentPosition | null) =>
  keyset([paymentTable.startedAt, paymentTable.id], sort === 'STARTED_AT_ASC' ? 'asc' : 'desc', position);
