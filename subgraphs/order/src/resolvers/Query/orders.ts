import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countOrders, listOrders } from '../../db/order-page.ts';
import { parseOrderList, toOrderConnection } from '../order-list.ts';

export const orders: NonNullable<QueryResolvers['orders']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const request = parseOrderList(args);
  return toOrderConnection(await listOrders(db, request), request, () => countOrders(db, request.filter));
};
