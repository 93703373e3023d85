import { and, count, eq, gte, lt, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset, toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/database/keyset';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, optional, rowCount, shape, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Order, OrderStatus } from '../domain/order.ts';
import { toOrder, orderColumns } from './order-row.ts';
import { orderTable } from './schema.ts';

/** What a list of orders holds; a field left out narrows nothing. */
export type OrderFilter = {
  readonly status?: readonly OrderStatus[];
  /** Null matches no order: an id or a number that nothing can have. */
  readonly userId?: string | null;
  readonly sequence?: number | null;
  readonly placedAfter?: Date;
  readonly placedBefore?: Date;
};

type OrderSort = 'PLACED_AT_DESC' | 'PLACED_AT_ASC';

/** Where an order stands in a list. */
export type OrderPosition = readonly [placedAt: Date, id: string];

/** A page of the orders that match a filter. */
export type OrderList = {
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly page: PageRequest<OrderPosition>;
};

const { id, userId, sequence, status, placedAt } = orderTable;
const columns = [placedAt, id] as const;
const directions = { PLACED_AT_DESC: 'desc', PLACED_AT_ASC: 'asc' } as const;

const pageOfOrders = statement(
  'order.listOrders',
  {
    status: optional(listOf(status)),
    userId: optional(userId),
    sequence: optional(sequence),
    placedAfter: optional(placedAt),
    placedBefore: optional(placedAt),
    sort: shape<OrderSort>(),
    placedAt: optional(placedAt),
    id: optional(id),
    limit: rowCount,
  },
  (db, { sort, limit, ...given }) => {
    const { isBehind, orderBy } = keyset(
      columns,
      directions[sort],
      given.placedAt && given.id && [given.placedAt, given.id],
    );
    return db
      .select(orderColumns)
      .from(orderTable)
      .where(and(matches(given), isBehind))
      .orderBy(...orderBy)
      .limit(limit);
  },
);

export async function listOrders(db: Db, { filter, sort, page }: OrderList): Promise<Page<Order>> {
  const { first, position } = page;
  const rows = await pageOfOrders(db, {
    ...filter,
    sort,
    placedAt: position?.[0],
    id: position?.[1],
    limit: first + 1,
  });
  return toPage(rows.map(toOrder), first);
}

export async function countOrders(db: Db, filter: OrderFilter): Promise<number> {
  const [row] = await db.named('order.countOrders').select({ orders: count() }).from(orderTable).where(matches(filter));
  return row?.orders ?? 0;
}

/** The same page of many users' orders, in one statement. */
export async function listOrdersOfUsers(
  db: Db,
  userIds: readonly string[],
  request: OrderList,
): Promise<readonly Order[]> {
  const { filter, sort, page } = request;
  const { isBehind, orderBy } = keyset(columns, directions[sort], page.position);
  const ranked = db
    .select({
      id: orderTable.id,
      rank: sql<number>`row_number() over (partition by ${orderTable.userId} order by ${sql.join(orderBy, sql`, `)})`.as(
        'place',
      ),
    })
    .from(orderTable)
    .where(and(oneOf(orderTable.userId, userIds), matches(filter), isBehind))
    .as('ranked');
  const rows = await db
    .named('order.listOrdersOfUsers')
    .select(orderColumns)
    .from(ranked)
    .innerJoin(orderTable, eq(orderTable.id, ranked.id))
    .where(sql`${ranked.rank} <= ${page.first + 1}`)
    .orderBy(...orderBy);
  return rows.map(toOrder);
}

export async function countOrdersOfUsers(
  db: Db,
  userIds: readonly string[],
  filter: OrderFilter,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .named('order.countOrdersOfUsers')
    .select({ userId: orderTable.userId, orders: count() })
    .from(orderTable)
    .where(and(oneOf(orderTable.userId, userIds), matches(filter)))
    .groupBy(orderTable.userId);
  return new Map(rows.map((row) => [row.userId, row.orders]));
}

/** Some values, or what stands for them in a statement. */
type Parts<Values> = { readonly [Name in keyof Values]: Values[Name] | Placeholder | undefined };

function matches(filter: Parts<OrderFilter>): SQL | undefined {
  return and(
    filter.status && oneOf(status, filter.status),
    filter.userId === undefined ? undefined : eq(userId, filter.userId ?? nothing),
    filter.sequence === undefined ? undefined : eq(sequence, filter.sequence ?? nothing),
    filter.placedAfter && gte(placedAt, filter.placedAfter),
    filter.placedBefore && lt(placedAt, filter.placedBefore),
  );
}

const nothing = sql`null`;
