import { sql, type SQL } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  int,
  mysqlTable,
  primaryKey,
  unique,
  type MySqlColumn,
} from 'drizzle-orm/mysql-core';
import {
  amountMinor,
  exactText,
  jsonText,
  moment,
  now,
  peopleText,
  uuid,
} from '@storegraph/subgraph-kit/database/columns';
import { ORDER_STATES, type FulfillmentStatus, type OrderStatus } from '../domain/order.ts';
import { MAX_QUANTITY } from '../domain/quantities.ts';
import { SAGA_STATES, type SagaState } from '../domain/saga.ts';
import { ACTOR_KINDS, TIMELINE_KINDS, type Actor, type TimelineKind } from '../domain/timeline.ts';

export { auditLogTable } from '@storegraph/subgraph-kit/database/audit-log';
export { idempotencyTable } from '@storegraph/subgraph-kit/database/idempotency';
export { deadLetterTable } from '@storegraph/subgraph-kit/events/dead-letter-store';
export { inboxAttemptTable } from '@storegraph/subgraph-kit/events/dead-letters';
export { inboxTable } from '@storegraph/subgraph-kit/events/inbox';
export { outboxTable } from '@storegraph/subgraph-kit/events/outbox';
export { erasureTable } from '@storegraph/subgraph-kit/erasure/erasure';

// Columns of names are checked by the server, so that their TypeScript type is true of every row.
const oneOf = (column: MySqlColumn, names: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(names.map((name) => `'${name}'`).join(', '))})`;
const quantityInBounds = (column: MySqlColumn): SQL => sql`${column} between 1 and ${sql.raw(String(MAX_QUANTITY))}`;

/** A row to lock, so that the writes of one cart happen one after the other. */
export const cartTable = mysqlTable('cart', {
  ownerId: uuid('owner_id').primaryKey(),
  updatedAt: moment('updated_at').notNull().default(now),
});

export const cartLineTable = mysqlTable(
  'cart_line',
  {
    ownerId: uuid('owner_id').notNull(),
    variantId: uuid('variant_id').notNull(),
    id: uuid().notNull(),
    quantity: int().notNull(),
    position: int().notNull(),
    /** What one unit cost when units were last added; null in lines older than these columns. */
    unitPriceMinor: amountMinor('unit_price_minor'),
    currency: exactText({ length: 3 }),
  },
  (table) => [
    primaryKey({ name: 'cart_line_pk', columns: [table.ownerId, table.variantId] }),
    unique('cart_line_id').on(table.id),
    check('cart_line_quantity', quantityInBounds(table.quantity)),
  ],
);

export const orderTable = mysqlTable(
  'orders',
  {
    id: uuid().primaryKey(),
    sequence: bigint({ mode: 'number' }).autoincrement().notNull(),
    userId: uuid('user_id').notNull(),
    status: exactText({ length: 20 }).$type<OrderStatus>().notNull(),
    fulfillmentStatus: exactText('fulfillment_status', { length: 20 }).$type<FulfillmentStatus>().notNull(),
    shippingAddress: jsonText('shipping_address').notNull(),
    note: peopleText({ length: 500 }),
    totalQuantity: int('total_quantity').notNull(),
    totalMinor: amountMinor('total_minor').notNull(),
    currency: exactText({ length: 3 }).notNull(),
    placedAt: moment('placed_at').notNull().default(now),
    holdExpiresAt: moment('hold_expires_at').notNull(),
    /** Until when a payment that begins extends the hold; null when none does. */
    latestHoldExpiresAt: moment('latest_hold_expires_at'),
  },
  (table) => [
    unique('orders_sequence').on(table.sequence),
    index('orders_by_user').on(table.userId, table.placedAt, table.id),
    index('orders_by_status').on(table.status, table.placedAt, table.id),
    index('orders_by_time').on(table.placedAt, table.id),
    check('orders_status', oneOf(table.status, [...new Set(ORDER_STATES.map((state) => state.status))])),
    check(
      'orders_fulfillment_status',
      oneOf(table.fulfillmentStatus, [...new Set(ORDER_STATES.map((state) => state.fulfillmentStatus))]),
    ),
    check('orders_total', sql`${table.totalMinor} between 0 and 1000000000000`),
    check('orders_total_quantity', sql`${table.totalQuantity} >= 1`),
  ],
);

export const orderLineTable = mysqlTable(
  'order_line',
  {
    id: uuid().primaryKey(),
    orderId: uuid('order_id').notNull(),
    position: int().notNull(),
    variantId: uuid('variant_id').notNull(),
    productId: uuid('product_id').notNull(),
    sku: exactText({ length: 100 }).notNull(),
    name: peopleText({ length: 500 }).notNull(),
    quantity: int().notNull(),
    unitPriceMinor: amountMinor('unit_price_minor').notNull(),
    currency: exactText({ length: 3 }).notNull(),
  },
  (table) => [
    unique('order_line_position').on(table.orderId, table.position),
    foreignKey({ name: 'order_line_order', columns: [table.orderId], foreignColumns: [orderTable.id] }),
    check('order_line_quantity', quantityInBounds(table.quantity)),
    check('order_line_unit_price', sql`${table.unitPriceMinor} >= 0`),
  ],
);

export const timelineTable = mysqlTable(
  'order_event',
  {
    id: uuid().primaryKey(),
    orderId: uuid('order_id').notNull(),
    kind: exactText({ length: 20 }).$type<TimelineKind>().notNull(),
    at: moment().notNull().default(now),
    actorKind: exactText('actor_kind', { length: 20 }).$type<Actor['kind']>().notNull(),
    actorId: uuid('actor_id'),
    note: peopleText({ length: 500 }),
  },
  (table) => [
    index('order_event_by_order').on(table.orderId, table.at, table.id),
    foreignKey({ name: 'order_event_order', columns: [table.orderId], foreignColumns: [orderTable.id] }),
    check('order_event_kind', oneOf(table.kind, TIMELINE_KINDS)),
    check(
      'order_event_actor',
      sql`(${oneOf(table.actorKind, ACTOR_KINDS)}) and (${table.actorKind} = 'SYSTEM') = (${table.actorId} is null)`,
    ),
  ],
);

export const fulfillmentTable = mysqlTable(
  'fulfillment',
  {
    orderId: uuid('order_id').primaryKey(),
    carrier: peopleText({ length: 100 }).notNull(),
    trackingNumber: exactText('tracking_number', { length: 100 }),
    shippedAt: moment('shipped_at').notNull().default(now),
    deliveredAt: moment('delivered_at'),
  },
  (table) => [foreignKey({ name: 'fulfillment_order', columns: [table.orderId], foreignColumns: [orderTable.id] })],
);

/** A row to lock, so that the orders of one shopper, device or network are counted one after the other. */
export const shopperTable = mysqlTable('shopper', {
  /** Or what stands for the device or the network. */
  userId: uuid('user_id').primaryKey(),
  orderedAt: moment('ordered_at').notNull().default(now),
});

/**
 * Written before its order is, and moved with it. `next_run_at` is null while only a person can move it;
 * `updated_at` is when it reached its state.
 */
export const sagaTable = mysqlTable(
  'order_saga',
  {
    orderId: uuid('order_id').primaryKey(),
    /** Who ordered; null in rows older than this column. */
    userId: uuid('user_id'),
    /** From which device and network, until the order is paid or ended; null when that is not known. */
    visitorId: uuid('visitor_id'),
    addressHash: uuid('address_hash'),
    state: exactText({ length: 30 }).$type<SagaState>().notNull(),
    request: jsonText().notNull(),
    refusal: jsonText(),
    intendedEnd: jsonText('intended_end'),
    nextRunAt: moment('next_run_at'),
    attempts: int().notNull().default(0),
    lastError: peopleText('last_error', { length: 1000 }),
    createdAt: moment('created_at').notNull().default(now),
    updatedAt: moment('updated_at').notNull().default(now),
  },
  (table) => [
    index('order_saga_due').on(table.nextRunAt),
    index('order_saga_by_user').on(table.userId, table.state),
    index('order_saga_by_visitor').on(table.visitorId, table.state),
    index('order_saga_by_address').on(table.addressHash, table.state),
    index('order_saga_by_state').on(table.state, table.orderId),
    check('order_saga_state', oneOf(table.state, Object.keys(SAGA_STATES))),
  ],
);
