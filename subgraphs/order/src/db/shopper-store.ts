import { and, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { UNPAID_SAGA_STATES } from '../domain/saga.ts';
import { isLimited, type ShopperLimits, type Source, type Unpaid } from '../domain/shopper-limits.ts';
import { requestSchema } from './saga-row.ts';
import { sagaTable, shopperTable } from './schema.ts';

const { orderId, userId, visitorId, addressHash, state, request } = sagaTable;

// A statement for each, since each has an index of its own.
const unpaidBy = (name: string, column: typeof userId | typeof visitorId | typeof addressHash) =>
  statement(`order.findUnpaidBy${name}`, { ids: listOf(column) }, (db, { ids }) =>
    db
      .select({ orderId, userId, visitorId, addressHash, request })
      .from(sagaTable)
      .where(and(oneOf(column, ids), oneOf(state, UNPAID_SAGA_STATES))),
  );
const unpaidByUser = unpaidBy('User', userId);
const unpaidByVisitor = unpaidBy('Visitor', visitorId);
const unpaidByAddress = unpaidBy('Address', addressHash);

/**
 * The unpaid orders of some sources, as far as there are limits to count them for. None of them can ask for another
 * until the transaction ends.
 */
export async function lockUnpaid(
  tx: Tx,
  limits: ShopperLimits,
  sources: readonly Source[],
): Promise<readonly Unpaid[]> {
  const isCounted = { shopper: isLimited(limits.shopper), network: isLimited(limits.network) };
  const users = isCounted.shopper ? known(sources, 'userId') : [];
  const visitors = isCounted.shopper ? known(sources, 'visitorId') : [];
  const addresses = isCounted.network ? known(sources, 'addressHash') : [];
  // In the order of their ids, so that two groups with the same sources do not wait for each other.
  const locks = [...new Set([...users, ...visitors, ...addresses])].sort().map((id) => ({ userId: id }));
  if (locks.length === 0) return [];
  await bulkInsert(tx, shopperTable, locks, sql`ordered_at = utc_timestamp(3)`);
  const rows = [
    ...(users.length > 0 ? await unpaidByUser(tx, { ids: users }) : []),
    ...(visitors.length > 0 ? await unpaidByVisitor(tx, { ids: visitors }) : []),
    ...(addresses.length > 0 ? await unpaidByAddress(tx, { ids: addresses }) : []),
  ];
  const distinct = new Map(rows.map((row) => [row.orderId, row]));
  return [...distinct.values()].map((row) => ({ ...row, ...requestSchema.parse(row.request) }));
}

const known = (sources: readonly Source[], key: keyof Source): readonly string[] => [
  ...new Set(sources.map((source) => source[key]).filter((id) => id !== null)),
];
