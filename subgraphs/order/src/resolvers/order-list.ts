import { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { parsePage, toConnection, type Page } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryOrdersArgs } from '../__generated__/resolvers.ts';
import type { OrderFilter, OrderList, OrderPosition, OrderSort } from '../db/order-list-store.ts';
import type { Order } from '../domain/order.ts';
import { parseOrderNumber } from '../domain/order-number.ts';
import type { OrderConnection } from './connections.ts';

const positionIn = (sort: OrderSort): z.ZodType<OrderPosition> =>
  z.object({ sort: z.literal(sort), placedAt: z.iso.datetime().transform((text) => new Date(text)), id: z.uuid() });

const positions = { PLACED_AT_DESC: positionIn('PLACED_AT_DESC'), PLACED_AT_ASC: positionIn('PLACED_AT_ASC') };

/** Reads the arguments of a list of orders. */
export function parseOrderList(args: Partial<QueryOrdersArgs>): OrderList {
  const sort = args.sort ?? 'PLACED_AT_DESC';
  return {
    filter: parseFilter(args.filter ?? {}),
    sort,
    page: parsePage(args, positions[sort]),
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
  { sort, page }: OrderList,
  totalCount: () => Promise<number>,
): OrderConnection => toConnection(orders, page, ({ placedAt, id }) => ({ sort, placedAt, id }), totalCount);
