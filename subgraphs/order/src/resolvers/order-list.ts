import { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { parsePage, toConnection, toPage } from '@storegraph/subgraph-kit/pagination';
import type { QueryOrdersArgs } from '../__generated__/resolvers.ts';
import type { OrderConnection, OrderFilter, OrderPageRequest } from '../db/order-page.ts';
import type { Order } from '../domain/order.ts';
import { parseOrderNumber } from '../domain/order-number.ts';

/** Reads the arguments of a list of orders. */
export function parseOrderList(args: Partial<QueryOrdersArgs>): OrderPageRequest {
  const sort = args.sort ?? 'PLACED_AT_DESC';
  return {
    filter: parseFilter(args.filter ?? {}),
    sort,
    page: parsePage(args, z.object({ sort: z.literal(sort), placedAt: z.iso.datetime(), id: z.uuid() })),
  };
}

const parseFilter = ({ status, userId, number, placedAfter, placedBefore }: NonNullable<QueryOrdersArgs['filter']>): OrderFilter => ({
  ...(status && { status }),
  ...(isGiven(userId) && { userId: parseId(userId) }),
  ...(isGiven(number) && { sequence: parseOrderNumber(number) }),
  ...(placedAfter && { placedAfter }),
  ...(placedBefore && { placedBefore }),
});

const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

/** @param rows - as read, with one more than the page when there is a next one */
export const toOrderConnection = (rows: readonly Order[], { sort, page }: OrderPageRequest, totalCount: () => Promise<number>): OrderConnection =>
  toConnection(toPage(rows, page.first), page, ({ placedAt, id }) => ({ sort, placedAt: placedAt.toISOString(), id }), totalCount);
