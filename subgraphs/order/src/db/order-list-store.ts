import { and, asc, count, desc, eq, gt, gte, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { placeholdersFor, prepared, type ValuesOrPlaceholders } from '@storegraph/subgraph-kit/database/prepared';
import { toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/graphql/pagination';
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

export type OrderSort = 'PLACED_AT_DESC' | 'PLACED_AT_ASC';

/** Where a page begins: behind the order with this time and id. */
export type OrderPosition = { readonly sort: OrderSort; readonly placedAt: Date; readonly id: string };

/** A page of the orders that match a filter. */
export type OrderList = {
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly page: PageRequest<OrderPosition>;
};

type ListShape = {
  readonly filter: ValuesOrPlaceholders<OrderFilter>;
  readonly position: ValuesOrPlaceholders<OrderPosition> | null;
};

const pageOfOrders = prepared((db, { filter, position, sort }: ListShape & { readonly sort: OrderSort }) =>
  db
    .select(orderColumns)
    .from(orderTable)
    .where(and(matches(filter), behind(sort, position)))
    .orderBy(...inOrder(sort))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

export async function listOrders(db: Db, { filter, sort, page }: OrderList): Promise<Page<Order>> {
  const { first, position } = page;
  const statement = pageOfOrders(db, {
    filter: placeholdersFor(filter),
    position: position && placeholdersFor(position),
    sort,
  });
  const rows = await statement.execute({ ...filter, ...position, limit: first + 1 });
  return toPage(rows.map(toOrder), first);
}

export async function countOrders(db: Db, filter: OrderFilter): Promise<number> {
  const [row] = await db.select({ orders: count() }).from(orderTable).where(matches(filter));
  return row?.orders ?? 0;
}

/** The same page of many users' orders, in one statement. */
export async function listOrdersOfUsers(
  db: Db,
  userIds: readonly string[],
  request: OrderList,
): Promise<readonly Order[]> {
  const { filter, sort, page } = request;
  const ranked = db
    .select({
      id: orderTable.id,
      rank: sql<number>`row_number() over (partition by ${orderTable.userId} order by ${sql.join(inOrder(sort), sql`, `)})`.as(
        'place',
      ),
    })
    .from(orderTable)
    .where(and(oneOf(orderTable.userId, userIds), matches(filter), behind(sort, page.position)))
    .as('ranked');
  const rows = await db
    .select(orderColumns)
    .from(ranked)
    .innerJoin(orderTable, eq(orderTable.id, ranked.id))
    .where(sql`${ranked.rank} <= ${page.first + 1}`)
    .orderBy(...inOrder(sort));
  return rows.map(toOrder);
}

export async function countOrdersOfUsers(
  db: Db,
  userIds: readonly string[],
  filter: OrderFilter,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ userId: orderTable.userId, orders: count() })
    .from(orderTable)
    .where(and(oneOf(orderTable.userId, userIds), matches(filter)))
    .groupBy(orderTable.userId);
  return new Map(rows.map((row) => [row.userId, row.orders]));
}

function matches(filter: ValuesOrPlaceholders<OrderFilter>): SQL | undefined {
  return and(
    filter.status && oneOf(orderTable.status, filter.status),
    equals(filter.userId, (userId) => eq(orderTable.userId, sql.param(userId, orderTable.userId))),
    equals(filter.sequence, (sequence) => eq(orderTable.sequence, sequence)),
    filter.placedAfter && gte(orderTable.placedAt, sql.param(filter.placedAfter, orderTable.placedAt)),
    filter.placedBefore && lt(orderTable.placedAt, sql.param(filter.placedBefore, orderTable.placedAt)),
  );
}

const equals = <Value>(value: Value | null | undefined, condition: (value: Value) => SQL): SQL | undefined =>
  value === undefined ? undefined : value === null ? sql`false` : condition(value);

function behind(sort: OrderSort, position: ValuesOrPlaceholders<OrderPosition> | null): SQL | undefined {
  if (position === null) return undefined;
  const placedAt = sql.param(position.placedAt, orderTable.placedAt);
  const isBehind = sort === 'PLACED_AT_DESC' ? lt : gt;
  return or(
    isBehind(orderTable.placedAt, placedAt),
    and(eq(orderTable.placedAt, placedAt), isBehind(orderTable.id, sql.param(position.id, orderTable.id))),
  );
}

function inOrder(sort: OrderSort): SQL[] {
  const by = sort === 'PLACED_AT_DESC' ? desc : asc;
  return [by(orderTable.placedAt), by(orderTable.id)];
}
