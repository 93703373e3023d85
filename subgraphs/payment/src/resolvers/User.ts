import { parseId } from '@storegraph/subgraph-kit/id';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import { toPaymentConnection } from './payment-connection.ts';
import { parsePaymentList } from './payment-list-args.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => {
    const userId = parseId(id);
    return userId === null ? null : { id: userId };
  },
  payments: async ({ id: userId }, args, { loaders }) => {
    const list = parsePaymentList({ ...args, filter: { ...args.filter, userId: null } });
    const page = await loaders.pageOfUser(list).load(userId);
    return toPaymentConnection(page, list, () => loaders.countOfUser(list.filter).load(userId));
  },
};
