import type { ProductFacetsResolvers } from '../__generated__/resolvers.ts';

// Each facet is one statement, whatever the number of products, and none when it is not asked for.
export const ProductFacets = {
  categories: async ({ filter }, _, { loaders }) => {
    const [tree, counts] = await Promise.all([loaders.categoryTree(), loaders.countByCategory.load(filter)]);
    return counts.flatMap(({ categoryId, count }) => {
      const category = tree.byId.get(categoryId);
      return category === undefined ? [] : [{ category, count }];
    });
  },
  priceRange: async ({ filter }, _, { loaders, deps }) => {
    const span = await loaders.priceSpan.load(filter);
    return (
      span && { min: { amount: span.min, currency: deps.currency }, max: { amount: span.max, currency: deps.currency } }
    );
  },
  inStockCount: ({ filter }, _, { loaders }) => loaders.productCountInStock.load(filter),
} satisfies ProductFacetsResolvers;
