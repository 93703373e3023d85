import type { DemoActor, DemoOrder, DemoTimelineEntry } from '@storegraph/demo-shop/types';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Database, Db } from '@storegraph/subgraph-kit/database/database';
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

/**
 * Writes the orders of a demo shop into an empty database, batch by batch, with lines, timelines, parcels and sagas.
 */
export async function seedOrders(database: Database, orders: readonly DemoOrder[]): Promise<void> {
  await database.transaction(async (tx) => {
    await bulkInsert(tx, orderTable, orders.map(toOrder));
    await bulkInsert(tx, orderLineTable, orders.flatMap(toLines));
    await bulkInsert(tx, timelineTable, orders.flatMap(toTimeline));
    await bulkInsert(tx, fulfillmentTable, orders.flatMap(toFulfillment));
    await bulkInsert(tx, sagaTable, orders.map(toSaga));
  });
}

const toOrder = ({ address, lines, ...order }: DemoOrder): typeof orderTable.$inferInsert => ({
  ...order,
  ...toOrderState(order.status, order.fulfillmentStatus),
  shippingAddress: address,
  totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0),
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
  kind === 'CANCELLED'
    ? order.cancellationReason
    : kind === 'SHIPPED'
      ? (order.fulfillment?.trackingNumber ?? null)
      : null;

const toActor = (actor: DemoActor): Actor =>
  actor.kind === 'CUSTOMER' ? { kind: 'BUYER', userId: actor.userId } : actor;

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
  userId: order.userId,
  state: SAGA_STATES[order.status],
  request: {
    userId: order.userId,
    lines: order.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    shippingAddress: order.address,
    note: null,
    cartOwnerId: null,
    isGuest: false,
    expectedTotal: null,
  } satisfies OrderRequest,
  nextRunAt: order.status === 'PENDING_PAYMENT' ? order.holdExpiresAt : null,
  createdAt: order.placedAt,
  updatedAt: order.placedAt,
});
