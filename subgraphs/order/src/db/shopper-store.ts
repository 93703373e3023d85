import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@storegraph/subgraph-kit/database';
import { oneOf } from '@storegraph/subgraph-kit/one-of';
import type { VariantQuantity } from '../domain/quantities.ts';
import type { SagaState } from '../domain/saga.ts';
import { requestSchema } from './saga-row.ts';
import { sagaTable, shopperTable } from './schema.ts';

// From before there is an order until payment has said that it was paid, or that it will not be.
const UNPAID: readonly SagaState[] = ['RESERVING_STOCK', 'OPENING_PAYABLE', 'AWAITING_PAYMENT', 'CLOSING_PAYABLE'];

/** The lines of each unpaid order of a shopper, who can ask for no other until the transaction ends. */
export async function lockUnpaid(tx: Tx, userId: string): Promise<readonly (readonly VariantQuantity[])[]> {
  await tx
    .insert(shopperTable)
    .values({ userId })
    .onDuplicateKeyUpdate({ set: { orderedAt: sql`utc_timestamp(3)` } });
  const rows = await tx
    .select({ request: sagaTable.request })
    .from(sagaTable)
    .where(and(eq(sagaTable.userId, userId), oneOf(sagaTable.state, UNPAID)));
  return rows.map(({ request }) => requestSchema.parse(request).lines);
}
