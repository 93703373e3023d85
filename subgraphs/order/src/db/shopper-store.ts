import { and, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import type { OrderRequest, SagaState } from '../domain/saga.ts';
import { requestSchema } from './saga-row.ts';
import { sagaTable, shopperTable } from './schema.ts';

// From before there is an order until payment has said that it was paid, or that it will not be.
const UNPAID: readonly SagaState[] = ['RESERVING_STOCK', 'OPENING_PAYABLE', 'AWAITING_PAYMENT', 'CLOSING_PAYABLE'];

const unpaidRequests = statement('order.findUnpaidRequests', { userIds: listOf(sagaTable.userId) }, (db, { userIds }) =>
  db
    .select({ request: sagaTable.request })
    .from(sagaTable)
    .where(and(oneOf(sagaTable.userId, userIds), oneOf(sagaTable.state, UNPAID))),
);

/** What was asked for by each unpaid order of some shoppers, who can ask for no other until the transaction ends. */
export async function lockUnpaid(tx: Tx, userIds: readonly string[]): Promise<readonly OrderRequest[]> {
  // In the order of their ids, so that two groups with the same shoppers do not wait for each other.
  const shoppers = [...new Set(userIds)].sort().map((userId) => ({ userId }));
  if (shoppers.length === 0) return [];
  await bulkInsert(tx, shopperTable, shoppers, sql`ordered_at = utc_timestamp(3)`);
  const rows = await unpaidRequests(tx, { userIds });
  return rows.map(({ request }) => requestSchema.parse(request));
}
