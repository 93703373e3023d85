import type { DemoActor, DemoOrder, DemoTimelineEntry } from '@storegraph/demo-shop/types';
import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { fulfillmentTable, orderLineTable, orderTable, sagaTable, timelineTable } from './db/schema.ts';
import { toActorColumns } from './db/timeline-store.ts';
import { toOrderState, type OrderStatus } from './domain/order.ts';
import type { OrderRequest, SagaState } from './domain/saga.ts';
import { SYSTEM, type Actor, type TimelineKind } from './domain/timeline.ts';

export async function isSeeded(db: Db): Promise<boolean> {
  const [order] = await db.select({ id: orderTable.id }).from(orderTable).limit(1);
  return order !== undefined;
}

/** Writes the orders of a demo shop into an empty database, batch by batch, with lines, timelines, parcels and sagas. */
export async function seedOrders(database: Database, orders: readonly DemoOrder[]): Promise<void> {
  await database.transaction(async (tx) => {
    await insertAll(orders.map(toOrder), (rows) => tx.insert(orderTable).values(rows));
    await insertAll(orders.flatMap(toLines), (rows) => tx.insert(orderLineTable).values(rows));
    await insertAll(orders.flatMap(toTimeline), (rows) => tx.insert(timelineTable).values(rows));
    await insertAll(orders.flatMap(toFulfillment), (rows) => tx.insert(fulfillmentTable).values(rows));
    await insertAll(orders.map(toSaga), (rows) => tx.insert(sagaTable).values(rows));
  });
}

// Below the server's limit of 65,535 placeholders and its packet size, and large enough that round trips do not count.
const ROWS_PER_STATEMENT = 1_000;

async function insertAll<Row>(rows: readonly Row[], insert: (some: Row[]) => ReturnType<Tx['execute']>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) await insert(rows.slice(start, start + ROWS_PER_STATEMENT));
}

const toOrder = (order: DemoOrder): typeof orderTable.$inferInsert => ({
  ...toOrderState(order.status, order.fulfillmentStatus),
  id: order.id,
  userId: order.userId,
  shippingAddress: order.address,
  totalQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
  totalMinor: order.totalMinor,
  currency: order.currency,
  placedAt: order.placedAt,
  holdExpiresAt: order.holdExpiresAt,
});

const toLines = ({ id: orderId, currency, lines }: DemoOrder): (typeof orderLineTable.$inferInsert)[] =>
  lines.map((line, position) => ({ ...line, orderId, position, currency }));

const toTimeline = (order: DemoOrder): (typeof timelineTable.$inferInsert)[] => [
  ...order.timeline.map((entry) => ({
    id: entry.id,
    orderId: order.id,
    kind: kindOf(entry),
    at: entry.at,
    ...toActorColumns(toActor(entry.actor)),
    note: noteOf(order, kindOf(entry)),
  })),
  ...order.payments.flatMap(({ status, startedAt, endedAt }) => {
    const ended = ATTEMPT_ENDS[status];
    return [
      { kind: 'PAYMENT_STARTED' as const, at: startedAt, actor: { kind: 'BUYER', userId: order.userId } as const },
      ...(ended === null ? [] : [{ kind: ended, at: endedAt, actor: SYSTEM }]),
    ].map(({ actor, ...step }) => ({ ...step, id: newId(), orderId: order.id, ...toActorColumns(actor), note: null }));
  }),
];

const ATTEMPT_ENDS: Readonly<Record<DemoOrder['payments'][number]['status'], TimelineKind | null>> = {
  CAPTURED: null,
  EXPIRED: 'PAYMENT_EXPIRED',
  FAILED: 'PAYMENT_FAILED',
  CANCELLED: 'PAYMENT_FAILED',
};

function kindOf({ status, fulfillmentStatus }: DemoTimelineEntry): TimelineKind {
  switch (status) {
    case 'PENDING_PAYMENT':
      return 'PLACED';
    case 'CONFIRMED':
      return fulfillmentStatus === 'SHIPPED' ? 'SHIPPED' : 'CONFIRMED';
    case 'COMPLETED':
      return 'DELIVERED';
    case 'PAID':
    case 'CANCELLED':
    case 'EXPIRED':
      return status;
  }
}

const noteOf = (order: DemoOrder, kind: TimelineKind): string | null =>
  kind === 'CANCELLED' ? order.cancellationReason : kind === 'SHIPPED' ? (order.fulfillment?.trackingNumber ?? null) : null;

const toActor = (actor: DemoActor): Actor => (actor.kind === 'CUSTOMER' ? { kind: 'BUYER', userId: actor.userId } : actor);

const toFulfillment = ({ id: orderId, fulfillment }: DemoOrder): (typeof fulfillmentTable.$inferInsert)[] =>
  fulfillment === null ? [] : [{ orderId, ...fulfillment }];

const SAGA_STATES: Readonly<Record<OrderStatus, SagaState>> = {
  PENDING_PAYMENT: 'AWAITING_PAYMENT',
  PAID: 'AWAITING_CONFIRMATION',
  CONFIRMED: 'DONE',
  COMPLETED: 'DONE',
  CANCELLED: 'DONE',
  EXPIRED: 'DONE',
};

const toSaga = (order: DemoOrder): typeof sagaTable.$inferInsert => ({
  orderId: order.id,
  state: SAGA_STATES[order.status],
  request: {
    userId: order.userId,
    lines: order.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    shippingAddress: order.address,
    note: null,
    cartOwnerId: null,
  } satisfies OrderRequest,
  nextRunAt: order.status === 'PENDING_PAYMENT' ? order.holdExpiresAt : null,
  createdAt: order.placedAt,
  updatedAt: order.placedAt,
});
