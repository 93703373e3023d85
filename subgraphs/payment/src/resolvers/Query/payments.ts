import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countPayments, listPayments } from '../../db/payment-list-store.ts';
import { parsePaymentList, toPaymentConnection } from '../payment-list.ts';

export const payments: NonNullable<QueryResolvers['payments']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const list = parsePaymentList(args);
  return toPaymentConnection(await listPayments(db, list), list, () => countPayments(db, list.filter));
};
