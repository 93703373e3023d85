import { parseId } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const payment: NonNullable<QueryResolvers['payment']> = (_, { id }, { loaders }) => {
  const paymentId = parseId(id);
  return paymentId === null ? null : loaders.payment.load(paymentId);
};
