import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const payment: NonNullable<QueryResolvers['payment']> = (_, { id }, { loaders }) =>
  loadById(loaders.payment, id);
