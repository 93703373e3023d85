import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { ProductResolvers } from '../__generated__/resolvers.ts';
import { priceRangeOf } from '../domain/product.ts';
import { availableOf } from '../domain/stock.ts';

export const Product = {
  // Archived ones too: a product must still be there for the order that sold it.
  __resolveReference: ({ id }, { loaders }) => loadById(loaders.product, id),
  categories: async ({ id }, _, { loaders }) => {
    const [tree, rows] = await Promise.all([loaders.categoryTree(), loaders.categoryIdsOfProduct.load(id)]);
    return rows
      .map(({ categoryId }) => tree.byId.get(categoryId))
      .filter((category) => category !== undefined)
      .sort((a, b) => a.position - b.position);
  },
  variants: async ({ id }, _, { loaders, viewer }) =>
    (await loaders.variantsOfProduct.load(id)).filter(({ isArchived }) => !isArchived || isStaff(viewer)),
  priceRange: async ({ id }, _, { loaders }) => priceRangeOf(await loaders.variantsOfProduct.load(id)),
  inStock: async ({ id }, _, { loaders }) => {
    const onSale = (await loaders.variantsOfProduct.load(id)).filter(({ isOnSale }) => isOnSale);
    const levels = await loaders.stockLevel.loadMany(onSale.map((variant) => variant.id));
    return levels.some((level) => {
      if (level instanceof Error) throw level;
      return level !== null && availableOf(level) > 0;
    });
  },
} satisfies ProductResolvers;
