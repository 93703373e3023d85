import { and, asc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { onePerKey } from '@storegraph/subgraph-kit/one-per-key';
import { listOf, optional, rowCount, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import {
  UNPAID_SAGA_STATES,
  type IntendedEnd,
  type NextOf,
  type OrderRequest,
  type PlacementRefusal,
  type Saga,
  type SagaState,
} from '../domain/saga.ts';
import type { Source } from '../domain/shopper-limits.ts';
import { toIntendedEnd, toSaga } from './saga-row.ts';
import { orderTable, sagaTable } from './schema.ts';

// The process that moves a saga carries on at once; only after this long does a worker take it for abandoned. Taken too
// early, a command is sent twice, which changes nothing.
const LEASE_SECONDS = 5;
const MAX_BACKOFF_SECONDS = 30;
const MAX_ERROR_LENGTH = 1000;

const abandonedAt = sql`utc_timestamp(3) + interval ${sql.raw(String(LEASE_SECONDS))} second`;
const holdExpiresAt = sql`(select ${orderTable.holdExpiresAt} from ${orderTable} where ${orderTable.id} = ${sagaTable.orderId})`;

/**
 * When a saga that reaches a state is due again: none while it waits for a person, the end of the hold while it waits
 * for the payment.
 */
function nextRunIn(state: SagaState): SQL | null {
  switch (state) {
    case 'AWAITING_PAYMENT':
      return holdExpiresAt;
    case 'AWAITING_CONFIRMATION':
    case 'DONE':
    case 'REJECTED':
      return null;
    case 'RESERVING_STOCK':
    case 'OPENING_PAYABLE':
    case 'COMMITTING_STOCK':
    case 'CLOSING_PAYABLE':
    case 'RELEASING_STOCK':
    case 'RELEASING_PAID_STOCK':
    case 'REFUNDING':
      return abandonedAt;
  }
}

export async function insertSagas(
  tx: Tx,
  sagas: readonly { readonly orderId: string; readonly request: OrderRequest; readonly source: Source }[],
): Promise<void> {
  if (sagas.length === 0) return;
  await bulkInsert(
    tx,
    sagaTable,
    sagas.map(({ orderId, request, source }) => ({
      ...source,
      orderId,
      state: 'RESERVING_STOCK' as const,
      request,
      nextRunAt: abandonedAt,
    })),
  );
}

const sagasOfOrders = statement('order.findSagas', { orderIds: listOf(sagaTable.orderId) }, (db, { orderIds }) => {
  const { orderId, state, request, refusal, intendedEnd, attempts } = sagaTable;
  const { totalMinor, currency } = orderTable;
  const isHoldOver = sql`coalesce(${orderTable.holdExpiresAt} <= utc_timestamp(3), false)`.mapWith(Boolean);
  return db
    .select({
      orderId,
      state,
      request,
      refusal,
      intendedEnd,
      attempts,
      totalMinor,
      currency,
      holdExpiresAt: orderTable.holdExpiresAt,
      latestHoldExpiresAt: orderTable.latestHoldExpiresAt,
      isHoldOver,
    })
    .from(sagaTable)
    .leftJoin(orderTable, eq(orderTable.id, sagaTable.orderId))
    .where(oneOf(sagaTable.orderId, orderIds));
});

/** In the order of the ids; null where there is none. */
export async function findSagas(db: Db | Tx, orderIds: readonly string[]): Promise<readonly (Saga | null)[]> {
  const rows = await sagasOfOrders(db, { orderIds });
  return onePerKey(orderIds, rows.map(toSaga), ({ orderId }) => orderId);
}

export async function findSaga(db: Db | Tx, orderId: string): Promise<Saga | null> {
  const [saga] = await findSagas(db, [orderId]);
  return saga ?? null;
}

/**
 * Moves a saga, if it still is in the state that the caller saw.
 * @returns false, having changed nothing, when another process moved it first
 */
export async function moveSaga<From extends SagaState>(
  db: Db | Tx,
  orderId: string,
  from: From,
  to: NextOf<From>,
  change: { readonly refusal?: PlacementRefusal } = {},
): Promise<boolean> {
  return (await moveSagas(db, [orderId], from, to, change)) === 1;
}

const arrival = (state: SagaState) => ({
  state,
  nextRunAt: nextRunIn(state),
  attempts: 0,
  lastError: null,
  updatedAt: sql`utc_timestamp(3)`,
  // From where an order came is kept only while it counts.
  ...(!UNPAID_SAGA_STATES.includes(state) && { visitorId: null, addressHash: null }),
});

const moves = statement(
  'order.moveSagas',
  {
    orderIds: listOf(sagaTable.orderId),
    from: shape<SagaState>(),
    to: shape<SagaState>(),
    refusal: optional(sagaTable.refusal),
  },
  (db, { orderIds, from, to, refusal }) =>
    db
      .update(sagaTable)
      .set({ ...arrival(to), ...(refusal && { refusal: sql`${refusal}` }) })
      .where(and(oneOf(sagaTable.orderId, orderIds), eq(sagaTable.state, from))),
);

/** Moves those that still are in a state. @returns how many */
export async function moveSagas<From extends SagaState>(
  db: Db | Tx,
  orderIds: readonly string[],
  from: From,
  to: NextOf<From>,
  change: { readonly refusal?: PlacementRefusal } = {},
): Promise<number> {
  const [{ affectedRows }] = await moves(db, { orderIds, from, to, ...change });
  return affectedRows;
}

/**
 * Sagas whose payables are open wait for their payments. False for all when another process moved one of them: look
 * where each is.
 */
export async function awaitPayments(db: Db, orderIds: readonly string[]): Promise<readonly boolean[]> {
  const moved = await moveSagas(db, orderIds, 'OPENING_PAYABLE', 'AWAITING_PAYMENT');
  return orderIds.map(() => moved === orderIds.length);
}

/** States in which an order waits for its money, and may be ended before it comes. */
const UNPAID_STATES: readonly SagaState[] = ['OPENING_PAYABLE', 'AWAITING_PAYMENT'];

const closings = statement(
  'order.beginClosing',
  { orderId: sagaTable.orderId, intendedEnd: sagaTable.intendedEnd },
  (db, { orderId, intendedEnd }) =>
    db
      .update(sagaTable)
      .set({ ...arrival('CLOSING_PAYABLE'), intendedEnd: sql`${intendedEnd}` })
      .where(and(eq(sagaTable.orderId, orderId), oneOf(sagaTable.state, UNPAID_STATES))),
);

/** Begins the end of an unpaid order. False when it is being ended already, or is not unpaid any more. */
export async function beginClosing(db: Db | Tx, orderId: string, intendedEnd: IntendedEnd): Promise<boolean> {
  const [{ affectedRows }] = await closings(db, { orderId, intendedEnd });
  return affectedRows === 1;
}

const lockedSagas = statement('order.lockSaga', { orderId: sagaTable.orderId }, (db, { orderId }) =>
  db
    .select({ state: sagaTable.state, intendedEnd: sagaTable.intendedEnd })
    .from(sagaTable)
    .where(eq(sagaTable.orderId, orderId))
    .for('update'),
);

/** How an unpaid order is being ended, kept so until the transaction ends; null when it is not. */
export async function lockIntendedEnd(tx: Tx, orderId: string): Promise<IntendedEnd | null> {
  const [saga] = await lockedSagas(tx, { orderId });
  return saga?.state === 'CLOSING_PAYABLE' ? toIntendedEnd(saga.intendedEnd) : null;
}

/** Where a saga stands, kept so until the transaction ends; null when there is none. */
export async function lockSagaState(tx: Tx, orderId: string): Promise<SagaState | null> {
  const [saga] = await lockedSagas(tx, { orderId });
  return saga?.state ?? null;
}

const confirmationWait = statement('order.awaitConfirmation', { orderId: sagaTable.orderId }, (db, { orderId }) =>
  db
    .update(sagaTable)
    .set({ ...arrival('AWAITING_CONFIRMATION'), intendedEnd: null })
    .where(and(eq(sagaTable.orderId, orderId), oneOf(sagaTable.state, [...UNPAID_STATES, 'CLOSING_PAYABLE']))),
);

/** The order is paid, and its saga gives up what it was about to do. False when it is not unpaid any more. */
export async function awaitConfirmation(tx: Tx, orderId: string): Promise<boolean> {
  const [{ affectedRows }] = await confirmationWait(tx, { orderId });
  return affectedRows === 1;
}

const postponement = statement(
  'order.postponeSaga',
  { orderId: sagaTable.orderId, state: sagaTable.state, lastError: sagaTable.lastError },
  (db, { orderId, state, lastError }) =>
    db
      .update(sagaTable)
      .set({
        nextRunAt: sql`utc_timestamp(3) + interval least(${MAX_BACKOFF_SECONDS}, pow(2, least(${sagaTable.attempts}, 10))) second`,
        attempts: sql`${sagaTable.attempts} + 1`,
        lastError: sql`${lastError}`,
      })
      .where(and(eq(sagaTable.orderId, orderId), eq(sagaTable.state, state))),
);

/**
 * A command was not answered: the same one is sent again later.
 * @returns false, having changed nothing, when the saga waits for it no more
 */
export async function postponeSaga(db: Db, orderId: string, state: SagaState, error: string): Promise<boolean> {
  const [{ affectedRows }] = await postponement(db, { orderId, state, lastError: error.slice(0, MAX_ERROR_LENGTH) });
  return affectedRows === 1;
}

const dueSagas = statement('order.findDueSagas', { limit: rowCount }, (db, { limit }) =>
  db
    .select({ orderId: sagaTable.orderId })
    .from(sagaTable)
    .where(lte(sagaTable.nextRunAt, sql`utc_timestamp(3)`))
    .orderBy(asc(sagaTable.nextRunAt))
    .limit(limit)
    .for('update', { skipLocked: true }),
);

const lease = statement('order.leaseSagas', { orderIds: listOf(sagaTable.orderId) }, (db, { orderIds }) =>
  db.update(sagaTable).set({ nextRunAt: abandonedAt }).where(oneOf(sagaTable.orderId, orderIds)),
);

/** Takes sagas that are due, so that no other worker does for a while. */
export async function claimDueSagas(database: Database, limit: number): Promise<readonly string[]> {
  return database.transaction(async (tx) => {
    const orderIds = (await dueSagas(tx, { limit })).map((row) => row.orderId);
    if (orderIds.length > 0) await lease(tx, { orderIds });
    return orderIds;
  });
}
