import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countOrders, listOrders } from '../../db/order-list-store.ts';
import { parseOrderList, toOrderConnection } from '../order-list.ts';

export const orders: NonNullable<QueryResolvers['orders']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const list = parseOrderList(args);
  return toOrderConnection(await listOrders(db, list), list, () => countOrders(db, list.filter));
};
