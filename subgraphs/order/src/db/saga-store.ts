import { and, asc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { given, isGiven, prepared } from '@storegraph/subgraph-kit/database/prepared';
import type { IntendedEnd, NextOf, OrderRequest, PlacementRefusal, Saga, SagaState } from '../domain/saga.ts';
import { toIntendedEnd, toSaga } from './saga-row.ts';
import { orderTable, sagaTable } from './schema.ts';

// Whoever moves a saga carries on with it at once; only after this long does a worker take it for abandoned. Taken too
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
  sagas: readonly { readonly orderId: string; readonly request: OrderRequest }[],
): Promise<void> {
  if (sagas.length === 0) return;
  await bulkInsert(
    tx,
    sagaTable,
    sagas.map(({ orderId, request }) => ({
      orderId,
      userId: request.userId,
      state: 'RESERVING_STOCK' as const,
      request,
      nextRunAt: abandonedAt,
    })),
  );
}

export async function findSaga(db: Db | Tx, orderId: string): Promise<Saga | null> {
  const [saga] = await findSagas(db, [orderId]);
  return saga ?? null;
}

export async function findSagas(db: Db | Tx, orderIds: readonly string[]): Promise<readonly Saga[]> {
  return (await sagasOfOrders(db).execute({ orderIds })).map(toSaga);
}

const sagasOfOrders = prepared((db) => {
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
      isHoldOver,
    })
    .from(sagaTable)
    .leftJoin(orderTable, eq(orderTable.id, sagaTable.orderId))
    .where(oneOf(sagaTable.orderId, sql.placeholder('orderIds')))
    .prepare();
});

/**
 * Moves a saga, if it still is in the state that the caller saw.
 * @returns false, having changed nothing, when somebody else moved it first
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

/** Moves those that still are in a state. @returns how many */
export async function moveSagas<From extends SagaState>(
  db: Db | Tx,
  orderIds: readonly string[],
  from: From,
  to: NextOf<From>,
  change: { readonly refusal?: PlacementRefusal } = {},
): Promise<number> {
  const [{ affectedRows }] = await moves(db, { from, to, isRefused: change.refusal !== undefined }).execute({
    orderIds,
    ...change,
  });
  return affectedRows;
}

const moves = prepared(
  (db, { from, to, isRefused }: { readonly from: SagaState; readonly to: SagaState; readonly isRefused: boolean }) =>
    db
      .update(sagaTable)
      .set({ ...arrival(to), ...(isRefused && { refusal: given('refusal', sagaTable.refusal) }) })
      .where(and(oneOf(sagaTable.orderId, sql.placeholder('orderIds')), eq(sagaTable.state, from)))
      .prepare(),
);

const arrival = (state: SagaState) => ({
  state,
  nextRunAt: nextRunIn(state),
  attempts: 0,
  lastError: null,
  updatedAt: sql`utc_timestamp(3)`,
});

/** States in which an order waits for its money, and may be ended before it comes. */
const UNPAID_STATES: readonly SagaState[] = ['OPENING_PAYABLE', 'AWAITING_PAYMENT'];

/** Begins the end of an unpaid order. False when it is being ended already, or is not unpaid any more. */
export async function beginClosing(db: Db | Tx, orderId: string, intendedEnd: IntendedEnd): Promise<boolean> {
  const [{ affectedRows }] = await db
    .update(sagaTable)
    .set({ ...arrival('CLOSING_PAYABLE'), intendedEnd })
    .where(and(eq(sagaTable.orderId, orderId), oneOf(sagaTable.state, UNPAID_STATES)));
  return affectedRows === 1;
}

/** How an unpaid order is being ended, kept so until the transaction ends; null when it is not. */
export async function lockIntendedEnd(tx: Tx, orderId: string): Promise<IntendedEnd | null> {
  const [saga] = await lockedSaga(tx).execute({ orderId });
  return saga?.state === 'CLOSING_PAYABLE' ? toIntendedEnd(saga.intendedEnd) : null;
}

const lockedSaga = prepared((db) =>
  db
    .select({ state: sagaTable.state, intendedEnd: sagaTable.intendedEnd })
    .from(sagaTable)
    .where(isGiven(sagaTable.orderId, 'orderId'))
    .for('update')
    .prepare(),
);

/** The order is paid, whatever its saga was about to do. False when it is not unpaid any more. */
export async function awaitConfirmation(tx: Tx, orderId: string): Promise<boolean> {
  const [{ affectedRows }] = await confirmationWait(tx).execute({ orderId });
  return affectedRows === 1;
}

const confirmationWait = prepared((db) =>
  db
    .update(sagaTable)
    .set({ ...arrival('AWAITING_CONFIRMATION'), intendedEnd: null })
    .where(and(isGiven(sagaTable.orderId, 'orderId'), oneOf(sagaTable.state, [...UNPAID_STATES, 'CLOSING_PAYABLE'])))
    .prepare(),
);

/** A command was not answered: the same one is sent again later. */
export async function postponeSaga(db: Db, orderId: string, state: SagaState, error: string): Promise<void> {
  await db
    .update(sagaTable)
    .set({
      nextRunAt: sql`utc_timestamp(3) + interval least(${MAX_BACKOFF_SECONDS}, pow(2, least(${sagaTable.attempts}, 10))) second`,
      attempts: sql`${sagaTable.attempts} + 1`,
      lastError: error.slice(0, MAX_ERROR_LENGTH),
    })
    .where(and(eq(sagaTable.orderId, orderId), eq(sagaTable.state, state)));
}

/** Takes sagas that are due, so that no other worker does for a while. */
export async function claimDueSagas(database: Database, limit: number): Promise<readonly string[]> {
  return database.transaction(async (tx) => {
    const rows = await tx
      .select({ orderId: sagaTable.orderId })
      .from(sagaTable)
      .where(lte(sagaTable.nextRunAt, sql`utc_timestamp(3)`))
      .orderBy(asc(sagaTable.nextRunAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    const orderIds = rows.map((row) => row.orderId);
    if (orderIds.length > 0)
      await tx.update(sagaTable).set({ nextRunAt: abandonedAt }).where(oneOf(sagaTable.orderId, orderIds));
    return orderIds;
  });
}
