import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const categories: NonNullable<QueryResolvers['categories']> = async (_, __, { loaders }) => [
  ...(await loaders.categoryTree()).childrenOf(null),
];
