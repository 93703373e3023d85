import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { CategoryResolvers } from '../__generated__/resolvers.ts';
import { productConnection } from './product-list.ts';

export const Category = {
  __resolveReference: async (reference, { loaders }) =>
    (await loaders.categoryTree()).byId.get(idOrNil(reference.id)) ?? null,
  parent: async ({ parentId }, _, { loaders }) =>
    parentId === null ? null : ((await loaders.categoryTree()).byId.get(parentId) ?? null),
  children: async ({ id }, _, { loaders }) => (await loaders.categoryTree()).childrenOf(id),
  products: ({ id }, args, context) => productConnection(context, args, id),
} satisfies CategoryResolvers;
