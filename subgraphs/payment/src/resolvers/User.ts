import { resolveReference } from '@storegraph/subgraph-kit/graphql/reference';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import { parsePaymentList, toPaymentConnection } from './payment-list.ts';

export const User = {
  __resolveReference: resolveReference,
  payments: async ({ id: userId }, args, { loaders }) => {
    const list = parsePaymentList({ ...args, filter: { ...args.filter, userId: null } });
    const page = await loaders.paymentsOfUser(list).load(userId);
    return toPaymentConnection(page, list, () => loaders.paymentCountOfUser(list.filter).load(userId));
  },
} satisfies UserResolvers;
