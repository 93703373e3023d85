import { orderEvents } from '@storegraph/event-catalogue/order-events';
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { onePerKey } from '@storegraph/subgraph-kit/one-per-key';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { listOf, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import { visibilityFor, visibleBy } from '@storegraph/subgraph-kit/database/visibility';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { OrderAddress } from '../domain/address.ts';
import { INITIAL_STATE, ORDER_TRANSITIONS, type Debt, type Fulfillment, type Order } from '../domain/order.ts';
import type { OrderLine, ReservedLine } from '../domain/order-line.ts';
import type { OrderRequest } from '../domain/saga.ts';
import type { Actor } from '../domain/timeline.ts';
import { toOrder, orderColumns } from './order-row.ts';
import { fulfillmentTable, orderLineTable, orderTable, sagaTable } from './schema.ts';
import { addToTimeline, beginTimelines } from './timeline-store.ts';

const { id, sequence, userId, status, fulfillmentStatus, totalMinor, currency, holdExpiresAt, latestHoldExpiresAt } =
  orderTable;

const ordersById = statement('order.findOrders', { ids: listOf(id), seen: visibleBy(userId) }, (db, { ids, seen }) =>
  db
    .select(orderColumns)
    .from(orderTable)
    .where(and(oneOf(id, ids), seen)),
);

/** Orders that the viewer may read. */
export async function findOrders(db: Db | Tx, viewer: Viewer, ids: readonly string[]): Promise<readonly Order[]> {
  return (await ordersById(db, { ids, seen: visibilityFor(viewer, 'READ_ORDERS') })).map(toOrder);
}

/** An order that the viewer may change. */
export async function findOrder(db: Db | Tx, viewer: Viewer, id: string): Promise<Order | null> {
  const [row] = await ordersById(db, { ids: [id], seen: visibilityFor(viewer, 'MANAGE_ORDERS') });
  return row === undefined ? null : toOrder(row);
}

const ordersBySequence = statement(
  'order.findOrderBySequence',
  { sequence, seen: visibleBy(userId) },
  (db, { seen, ...given }) =>
    db
      .select(orderColumns)
      .from(orderTable)
      .where(and(eq(sequence, given.sequence), seen)),
);

export async function findOrderBySequence(db: Db | Tx, viewer: Viewer, sequence: number): Promise<Order | null> {
  const [row] = await ordersBySequence(db, { sequence, seen: visibilityFor(viewer, 'READ_ORDERS') });
  return row === undefined ? null : toOrder(row);
}

/** Whosever it is: the caller checks who may know of it. */
export async function findAnyOrderBySequence(db: Db, sequence: number): Promise<Order | null> {
  const [row] = await ordersBySequence(db, { sequence, seen: 'all' });
  return row === undefined ? null : toOrder(row);
}

/** An order, and who asks for it as their own. */
export type OwnOrder = { readonly orderId: string; readonly userId: string };

/** Orders of many users who each ask for their own, in one statement; another user's order is as good as missing. */
export async function findOwnOrders(db: Db, asked: readonly OwnOrder[]): Promise<readonly (Order | null)[]> {
  const ids = asked.map(({ orderId }) => orderId);
  const rows = await ordersById(db, { ids, seen: 'all' });
  return onePerKey(
    asked.map(({ orderId, userId }) => `${orderId} of ${userId}`),
    rows.map(toOrder),
    ({ id, userId }) => `${id} of ${userId}`,
  );
}

const debts = statement('order.loadDebt', { id }, (db, given) =>
  db
    .select({ userId, amount: totalMinor, currency, holdExpiresAt, latestHoldExpiresAt })
    .from(orderTable)
    .where(eq(id, given.id)),
);

/** What an order owes. */
export async function loadDebt(db: Db | Tx, orderId: string): Promise<Debt | null> {
  const [row] = await debts(db, { id: orderId });
  return row === undefined
    ? null
    : {
        userId: row.userId,
        total: money(row.amount, row.currency),
        holdExpiresAt: row.holdExpiresAt,
        latestHoldExpiresAt: row.latestHoldExpiresAt ?? row.holdExpiresAt,
      };
}

/** An order whose stock is held. */
export type HeldOrder = {
  readonly id: string;
  readonly request: OrderRequest;
  readonly lines: readonly ReservedLine[];
  readonly total: Money;
};

/** How long an unpaid order holds its stock; a guest's less, until a payment begins. */
export type HoldTimes = { readonly holdMs: number; readonly guestHoldMs: number };

const holdOf = ({ isGuest }: OrderRequest, { holdMs, guestHoldMs }: HoldTimes) =>
  isGuest && guestHoldMs < holdMs
    ? { holdExpiresAt: afterNow(guestHoldMs), latestHoldExpiresAt: afterNow(holdMs) }
    : { holdExpiresAt: afterNow(holdMs), latestHoldExpiresAt: null };

const afterNow = (ms: number) => sql`utc_timestamp(3) + interval ${Math.round(ms * 1000)} microsecond`;

/**
 * Writes orders whose stock is held, with their lines, their first step and their event. Their hold runs from now, by
 * the database's clock.
 */
export async function insertOrders(tx: Tx, orders: readonly HeldOrder[], times: HoldTimes): Promise<void> {
  await bulkInsert(
    tx,
    orderTable,
    orders.map(({ id, request, lines, total }) => ({
      id,
      userId: request.userId,
      ...INITIAL_STATE,
      shippingAddress: request.shippingAddress,
      note: request.note,
      totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0),
      totalMinor: total.amount,
      currency: total.currency,
      ...holdOf(request, times),
    })),
  );
  await bulkInsert(
    tx,
    orderLineTable,
    orders.flatMap(({ id, lines }) =>
      lines.map(({ unitPrice, ...line }, position) => ({
        ...line,
        id: newId(),
        orderId: id,
        position,
        unitPriceMinor: unitPrice.amount,
        currency: unitPrice.currency,
      })),
    ),
  );
  await beginTimelines(
    tx,
    orders.map(({ id, request }) => ({
      orderId: id,
      kind: 'PLACED',
      actor: { kind: 'BUYER', userId: request.userId },
    })),
  );
  await recordEvents(
    tx,
    orders.map(({ id, request }) => toEvent('OrderPlaced', { id, userId: request.userId })),
  );
}

const transitions = statement(
  'order.moveOrder',
  { id, transition: shape<keyof typeof ORDER_TRANSITIONS>() },
  (db, { transition, ...given }) => {
    const { from, to } = ORDER_TRANSITIONS[transition];
    return db
      .update(orderTable)
      .set(to)
      .where(and(eq(id, given.id), eq(status, from.status), eq(fulfillmentStatus, from.fulfillmentStatus)));
  },
);

/**
 * Moves an order along one transition, with its step in the timeline and its event. Guarded by the state it comes from.
 * @returns false, having changed nothing, when the order is not in that state
 */
export async function moveOrder(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  transition: keyof typeof ORDER_TRANSITIONS,
  step: { readonly actor: Actor; readonly note?: string | null; readonly at?: Date },
): Promise<boolean> {
  const { timeline, event } = ORDER_TRANSITIONS[transition];
  const [{ affectedRows }] = await transitions(tx, { id: order.id, transition });
  if (affectedRows === 0) return false;
  await addToTimeline(tx, order.id, { kind: timeline, ...step }, 'latest');
  await recordEvents(tx, [toEvent(event, order)]);
  return true;
}

/**
 * Moves an order whose saga has just been moved in the same transaction, which proves where the order stands.
 * @throws Error, so that neither moves, when the two do not fit
 */
export async function moveOrderWithSaga(...args: Parameters<typeof moveOrder>): Promise<void> {
  if (!(await moveOrder(...args))) throw new Error(`The saga of ${args[1].id} does not fit its order`);
}

const laterRun = statement('order.postponeEndOfHold', { orderId: sagaTable.orderId }, (db, { orderId }) =>
  db
    .update(sagaTable)
    .set({
      nextRunAt: sql`(select coalesce(${latestHoldExpiresAt}, ${holdExpiresAt}) from ${orderTable} where ${id} = ${sagaTable.orderId})`,
    })
    .where(and(eq(sagaTable.orderId, orderId), eq(sagaTable.state, 'AWAITING_PAYMENT'))),
);
const laterHold = statement('order.extendHold', { id }, (db, given) =>
  db
    .update(orderTable)
    .set({ holdExpiresAt: sql`coalesce(${latestHoldExpiresAt}, ${holdExpiresAt})` })
    .where(eq(id, given.id)),
);

/** Holds the stock as long as there is, while the order waits for its payment. False, having changed nothing, when it does not. */
export async function extendHold(tx: Tx, orderId: string): Promise<boolean> {
  const [{ affectedRows }] = await laterRun(tx, { orderId });
  if (affectedRows === 0) return false;
  await laterHold(tx, { id: orderId });
  return true;
}

const unpaidLock = statement('order.lockUnpaidOrder', { id }, (db, given) =>
  db
    .select({ id })
    .from(orderTable)
    .where(and(eq(id, given.id), eq(status, INITIAL_STATE.status)))
    .for('update'),
);

/** Changes address or note of an unpaid order. Returns false when it is not unpaid any more. */
export async function changeOrder(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  change: { readonly shippingAddress?: OrderAddress; readonly note?: string | null },
  actor: Actor,
): Promise<boolean> {
  // The lock makes "unpaid" hold until the commit, and does not depend on the row being different afterwards.
  const [unpaid] = await unpaidLock(tx, { id: order.id });
  if (unpaid === undefined) return false;
  await tx.named('order.changeOrder').update(orderTable).set(change).where(eq(id, order.id));
  await addToTimeline(tx, order.id, { kind: 'UPDATED', actor }, 'latest');
  await recordUpdate(tx, order);
  return true;
}

/** Tells that an order shows something new, though it stands where it stood. */
export const recordUpdate = (tx: Tx, order: { readonly id: string; readonly userId: string }): Promise<void> =>
  recordEvents(tx, [toEvent('OrderUpdated', order)]);

const toEvent = (name: keyof typeof orderEvents, order: { readonly id: string; readonly userId: string }) =>
  newEvent(orderEvents[name], { orderId: order.id, userId: order.userId });

export async function insertFulfillment(
  tx: Tx,
  orderId: string,
  parcel: Pick<Fulfillment, 'carrier' | 'trackingNumber'>,
): Promise<void> {
  await tx
    .named('order.insertFulfillment')
    .insert(fulfillmentTable)
    .values({ orderId, ...parcel });
}

const delivery = statement('order.markDelivered', { orderId: fulfillmentTable.orderId }, (db, { orderId }) =>
  db
    .update(fulfillmentTable)
    .set({ deliveredAt: sql`utc_timestamp(3)` })
    .where(eq(fulfillmentTable.orderId, orderId)),
);

export async function markDelivered(tx: Tx, orderId: string): Promise<void> {
  await delivery(tx, { orderId });
}

const linesOfOrders = statement('order.findLines', { orderIds: listOf(orderLineTable.orderId) }, (db, { orderIds }) => {
  const { position, ...columns } = getTableColumns(orderLineTable);
  return db
    .select(columns)
    .from(orderLineTable)
    .where(oneOf(columns.orderId, orderIds))
    .orderBy(asc(columns.orderId), asc(position));
});

/** Lines of many orders, each order's in its own order. */
export async function findLines(db: Db, orderIds: readonly string[]): Promise<readonly OrderLine[]> {
  const rows = await linesOfOrders(db, { orderIds });
  return rows.map(({ unitPriceMinor, currency, ...line }) => ({ ...line, unitPrice: money(unitPriceMinor, currency) }));
}

const fulfillmentsOfOrders = statement(
  'order.findFulfillments',
  { orderIds: listOf(fulfillmentTable.orderId) },
  (db, { orderIds }) => db.select().from(fulfillmentTable).where(oneOf(fulfillmentTable.orderId, orderIds)),
);

export async function findFulfillments(
  db: Db,
  orderIds: readonly string[],
): Promise<readonly (Fulfillment & { readonly orderId: string })[]> {
  return fulfillmentsOfOrders(db, { orderIds });
}
