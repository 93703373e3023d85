import { sql } from 'drizzle-orm';
import {
  type AnyMySqlColumn,
  boolean,
  char,
  check,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
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
import { RESERVATION_STATES } from '../domain/reservation.ts';
import { MOVEMENT_KINDS } from '../domain/stock.ts';

export { auditLogTable } from '@storegraph/subgraph-kit/database/audit-log';
export { idempotencyTable } from '@storegraph/subgraph-kit/database/idempotency';
export { outboxTable } from '@storegraph/subgraph-kit/events/outbox';

export const categoryTable = mysqlTable(
  'category',
  {
    id: uuid().primaryKey(),
    parentId: uuid('parent_id').references((): AnyMySqlColumn => categoryTable.id),
    slug: exactText({ length: 100 }).notNull(),
    name: peopleText({ length: 200 }).notNull(),
    description: peopleText({ length: 5000 }).notNull(),
    imageUrl: exactText('image_url', { length: 1000 }),
    imageAlt: peopleText('image_alt', { length: 300 }),
    position: int().notNull(),
  },
  (table) => [uniqueIndex('category_slug').on(table.slug)],
);

/**
 * `min_price_minor` and `max_price_minor` repeat the variants' prices, written in the same transaction, for the lists
 * sorted by price. The list indexes hold all that picking a page needs, `is_archived` included.
 */
export const productTable = mysqlTable(
  'product',
  {
    id: uuid().primaryKey(),
    slug: exactText({ length: 100 }).notNull(),
    name: peopleText({ length: 200 }).notNull(),
    description: peopleText({ length: 5000 }).notNull(),
    imageUrl: exactText('image_url', { length: 1000 }),
    imageAlt: peopleText('image_alt', { length: 300 }),
    minPriceMinor: amountMinor('min_price_minor').notNull(),
    maxPriceMinor: amountMinor('max_price_minor').notNull(),
    isArchived: boolean('is_archived').notNull().default(false),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [
    uniqueIndex('product_slug').on(table.slug),
    index('product_newest').on(table.createdAt, table.id, table.isArchived),
    index('product_by_name').on(table.name, table.id, table.isArchived),
    index('product_cheapest').on(table.minPriceMinor, table.id, table.isArchived),
    index('product_dearest').on(table.maxPriceMinor, table.id, table.isArchived),
    check('product_prices', sql`0 <= min_price_minor and min_price_minor <= max_price_minor`),
  ],
);

export const productCategoryTable = mysqlTable(
  'product_category',
  {
    productId: uuid('product_id')
      .notNull()
      .references(() => productTable.id),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => categoryTable.id),
  },
  (table) => [
    primaryKey({ name: 'product_category_pk', columns: [table.productId, table.categoryId] }),
    index('product_category_category').on(table.categoryId, table.productId),
  ],
);

export const productVariantTable = mysqlTable(
  'product_variant',
  {
    id: uuid().primaryKey(),
    productId: uuid('product_id')
      .notNull()
      .references(() => productTable.id),
    sku: peopleText({ length: 64 }).notNull(),
    options: jsonText().notNull(),
    priceMinor: amountMinor('price_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    /** Order among its siblings. */
    position: int().notNull(),
    isArchived: boolean('is_archived').notNull().default(false),
  },
  (table) => [
    uniqueIndex('product_variant_sku').on(table.sku),
    index('product_variant_product').on(table.productId, table.isArchived, table.priceMinor),
    check('product_variant_price', sql`price_minor between 0 and 1000000000000`),
  ],
);

/**
 * Counters are changed only by the conditional updates of stock-store.ts. `available` is for reading and sorting;
 * product and archive flag repeat the variant's, so that one index tells which products are in stock.
 */
export const stockLevelTable = mysqlTable(
  'stock_level',
  {
    variantId: uuid('variant_id')
      .primaryKey()
      .references(() => productVariantTable.id),
    productId: uuid('product_id').notNull(),
    isArchived: boolean('is_archived').notNull().default(false),
    onHand: int('on_hand').notNull(),
    reserved: int().notNull(),
    available: int().generatedAlwaysAs(sql`on_hand - reserved`, { mode: 'stored' }),
  },
  (table) => [
    index('stock_level_product').on(table.productId, table.isArchived, table.available),
    index('stock_level_available').on(table.available, table.variantId),
    check('stock_level_reserved', sql`0 <= reserved and reserved <= on_hand`),
  ],
);

/** The ledger: rows are added, never changed. No foreign key, which would lock the variant with every sale. */
export const stockMovementTable = mysqlTable(
  'stock_movement',
  {
    id: uuid().primaryKey(),
    variantId: uuid('variant_id').notNull(),
    kind: mysqlEnum(MOVEMENT_KINDS).notNull(),
    onHandDelta: int('on_hand_delta').notNull(),
    reservedDelta: int('reserved_delta').notNull(),
    /** The order, or the movement itself when there is none. */
    causeId: uuid('cause_id').notNull(),
    reason: peopleText({ length: 500 }),
    actorId: uuid('actor_id'),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [
    uniqueIndex('stock_movement_cause').on(table.causeId, table.variantId, table.kind),
    index('stock_movement_variant').on(table.variantId, table.id),
  ],
);

export const stockReservationTable = mysqlTable('stock_reservation', {
  orderId: uuid('order_id').primaryKey(),
  state: mysqlEnum(RESERVATION_STATES).notNull(),
  /** Of the merged lines: the same order id with others is a conflict. */
  requestHash: char('request_hash', { length: 64 }).notNull(),
  createdAt: moment('created_at').notNull().default(now),
});

export const stockReservationLineTable = mysqlTable(
  'stock_reservation_line',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => stockReservationTable.orderId),
    variantId: uuid('variant_id').notNull(),
    quantity: int().notNull(),
    /** What was answered, so that a repeated reserve reads the same. */
    quote: jsonText().notNull(),
  },
  (table) => [
    primaryKey({ name: 'stock_reservation_line_pk', columns: [table.orderId, table.variantId] }),
    check('stock_reservation_line_quantity', sql`quantity > 0`),
  ],
);
