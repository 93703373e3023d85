import { and, count, eq, gt, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { keyset, toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/database/keyset';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import type { SagaProgress, SagaState } from '../domain/saga.ts';
import { sagaTable } from './schema.ts';

/** What a list of sagas holds; a field left out narrows nothing. */
export type SagaFilter = {
  readonly states?: readonly SagaState[];
  /** Null matches no saga: an id that nothing can have. */
  readonly orderId?: string | null;
  readonly isOverdue?: boolean;
};

/** Newest first; of those that need a look, the one that is due longest. */
type SagaSort = 'NEWEST' | 'DUE';

/** Where a saga stands in a list, with the time where that is what the list is sorted by. */
export type SagaPosition = readonly [orderId: string] | readonly [nextRunAt: Date, orderId: string];

/** A page of the sagas that match a filter. */
export type SagaList = { readonly filter: SagaFilter; readonly page: PageRequest<SagaPosition> };

export const sagaSortOf = ({ isOverdue }: SagaFilter): SagaSort => (isOverdue === true ? 'DUE' : 'NEWEST');

export async function listSagas(db: Db, { filter, page }: SagaList): Promise<Page<SagaProgress>> {
  const { isBehind, orderBy } = keysetOf(filter, page.position);
  const rows = await db
    .named('order.listSagas')
    .select(progressColumns)
    .from(sagaTable)
    .where(and(matches(filter), isBehind))
    .orderBy(...orderBy)
    .limit(page.first + 1);
  return toPage(rows, page.first);
}

export async function countSagas(db: Db, filter: SagaFilter): Promise<number> {
  const [row] = await db.named('order.countSagas').select({ sagas: count() }).from(sagaTable).where(matches(filter));
  return row?.sagas ?? 0;
}

export async function findSagaProgress(db: Db | Tx, orderId: string): Promise<SagaProgress | null> {
  const [row] = await db
    .named('order.findSagaProgress')
    .select(progressColumns)
    .from(sagaTable)
    .where(eq(sagaTable.orderId, orderId));
  return row ?? null;
}

const LATE_SECONDS = sql.raw('60');

const isDue = sql`coalesce(${sagaTable.nextRunAt} <= utc_timestamp(3), false)`;
// A saga without a next run has no tries that failed: the first condition lets the index on it find the few that run.
const isOverdue = and(
  isNotNull(sagaTable.nextRunAt),
  or(sql`${sagaTable.nextRunAt} <= utc_timestamp(3) - interval ${LATE_SECONDS} second`, gt(sagaTable.attempts, 0)),
);

const progressColumns = {
  orderId: sagaTable.orderId,
  state: sagaTable.state,
  attempts: sagaTable.attempts,
  lastError: sagaTable.lastError,
  nextRunAt: sagaTable.nextRunAt,
  createdAt: sagaTable.createdAt,
  updatedAt: sagaTable.updatedAt,
  isDue: isDue.mapWith(Boolean),
  isOverdue: sql`${isOverdue}`.mapWith(Boolean),
};

function matches(filter: SagaFilter): SQL | undefined {
  return and(
    filter.states && oneOf(sagaTable.state, filter.states),
    filter.orderId === undefined
      ? undefined
      : filter.orderId === null
        ? sql`false`
        : eq(sagaTable.orderId, filter.orderId),
    filter.isOverdue === undefined ? undefined : filter.isOverdue ? isOverdue : sql`not ${isOverdue}`,
  );
}

// Ids are made in the order of time, so that the newest needs no index of its own.
function keysetOf(filter: SagaFilter, position: SagaPosition | null) {
  const { nextRunAt, orderId } = sagaTable;
  return sagaSortOf(filter) === 'DUE'
    ? keyset([nextRunAt, orderId], 'asc', position?.length === 2 ? position : null)
    : keyset([orderId], 'desc', position?.length === 1 ? position : null);
}
