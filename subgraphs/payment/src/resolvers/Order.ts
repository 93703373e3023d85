import { resolveReference } from '@storegraph/subgraph-kit/graphql/reference';
import type { OrderResolvers } from '../__generated__/resolvers.ts';
import { attemptThatCounts } from '../domain/payment.ts';

export const Order = {
  __resolveReference: resolveReference,
  payment: async ({ id }, _, { loaders }) => attemptThatCounts(await loaders.paymentsOfOrder.load(id)),
  payments: ({ id }, _, { loaders }) => loaders.paymentsOfOrder.load(id),
} satisfies OrderResolvers;
