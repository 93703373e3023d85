import { z } from 'zod';
import type { Page } from '@storegraph/subgraph-kit/database/keyset';
import { parseId } from '@storegraph/subgraph-kit/id';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryOrdersArgs } from '../__generated__/resolvers.ts';
import type { OrderFilter, OrderList, OrderPosition } from '../db/order-list-store.ts';
import type { Order } from '../domain/order.ts';
import { parseOrderNumber } from '../domain/order-number.ts';
import type { OrderConnection } from './connections.ts';

const position: z.ZodType<OrderPosition> = z.tuple([cursorMoment, z.uuid()]);

/** Reads the arguments of a list of orders. */
export function parseOrderList(args: Partial<QueryOrdersArgs>): OrderList {
  const sort = args.sort ?? 'PLACED_AT_DESC';
  return {
    filter: parseFilter(args.filter ?? {}),
    sort,
    page: parsePage(args, sort, position),
  };
}

const parseFilter = ({
  status,
  userId,
  number,
  placedAfter,
  placedBefore,
}: NonNullable<QueryOrdersArgs['filter']>): OrderFilter => ({
  ...(status && { status }),
  ...(isGiven(userId) && { userId: parseId(userId) }),
  ...(isGiven(number) && { sequence: parseOrderNumber(number) }),
  ...(placedAfter && { placedAfter }),
  ...(placedBefore && { placedBefore }),
});

const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

export const toOrderConnection = (
  orders: Page<Order>,
  { page }: OrderList,
  totalCount: () => Promise<number>,
): OrderConnection => toConnection(orders, page, ({ placedAt, id }): OrderPosition => [placedAt, id], totalCount);
