import { and, count, eq } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset, toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/database/keyset';
import { optional, rowCount, statement } from '@storegraph/subgraph-kit/database/statement';
import type { OrderRequest } from '../domain/saga.ts';
import { requestSchema } from './saga-row.ts';
import { sagaTable } from './schema.ts';

/** A request for an order as it was sent, by the id of the order. */
export type KeptRequest = Pick<OrderRequest, 'shippingAddress' | 'note'> & {
  readonly id: string;
  readonly requestedAt: Date;
  readonly isRefused: boolean;
};

const { orderId, userId, state, request, createdAt } = sagaTable;

const requestsOfUser = statement(
  'order.listOrderRequests',
  { userId, after: optional(orderId), limit: rowCount },
  (db, { after, limit, ...given }) => {
    const { isBehind, orderBy } = keyset([orderId], 'desc', after && [after]);
    return db
      .select({ id: orderId, state, request, requestedAt: createdAt })
      .from(sagaTable)
      .where(and(eq(userId, given.userId), isBehind))
      .orderBy(...orderBy)
      .limit(limit);
  },
);

/** A page of what a user asked for, the latest first. */
export async function listOrderRequests(
  db: Db,
  userId: string,
  { first, position }: PageRequest<readonly [orderId: string]>,
): Promise<Page<KeptRequest>> {
  const rows = await requestsOfUser(db, { userId, after: position?.[0], limit: first + 1 });
  return toPage(
    rows.map(({ state, request, ...row }) => ({
      ...row,
      ...requestSchema.parse(request),
      isRefused: state === 'REJECTED',
    })),
    first,
  );
}

const requestCount = statement('order.countOrderRequests', { userId }, (db, given) =>
  db.select({ requests: count() }).from(sagaTable).where(eq(userId, given.userId)),
);

export async function countOrderRequests(db: Db, userId: string): Promise<number> {
  const [row] = await requestCount(db, { userId });
  return row?.requests ?? 0;
}
