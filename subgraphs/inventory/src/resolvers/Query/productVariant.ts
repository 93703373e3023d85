import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const productVariant: NonNullable<QueryResolvers['productVariant']> = async (_, { id }, { loaders, viewer }) => {
  const variant = await loadById(loaders.variant, id);
  return variant?.isOnSale || isStaff(viewer) ? variant : null;
};
