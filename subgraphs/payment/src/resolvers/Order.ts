import { parseId } from '@storegraph/subgraph-kit/id';
import type { OrderResolvers } from '../__generated__/resolvers.ts';
import { attemptThatCounts } from '../domain/payment.ts';

export const Order: OrderResolvers = {
  __resolveReference: ({ id }) => {
    const orderId = parseId(id);
    return orderId === null ? null : { id: orderId };
  },
  payment: async ({ id }, _, { loaders }) => attemptThatCounts(await loaders.paymentsOfOrder.load(id)),
  payments: async ({ id }, _, { loaders }) => [...(await loaders.paymentsOfOrder.load(id))],
};
