import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { may } from '@storegraph/subgraph-kit/viewer';
import type { ProductVariantResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import { variantName, type Variant } from '../domain/product.ts';
import { availableOf } from '../domain/stock.ts';
import { getOne } from '../loaders.ts';

/** Units that can be ordered now: none of what is not on sale, however many are in the house. */
async function availableUnits({ id, isOnSale }: Variant, { loaders }: Context): Promise<number> {
  if (!isOnSale) return 0;
  const level = await loaders.stockLevel.load(id);
  return level === null ? 0 : availableOf(level);
}

export const ProductVariant = {
  // Archived ones too: a variant must still be there for the order that sold it.
  __resolveReference: ({ id }, { loaders }) => loadById(loaders.variant, id),
  name: (variant) => variantName(variant),
  product: ({ productId }, _, { loaders }) => getOne(loaders.product, productId),
  available: (variant, _, context) => availableUnits(variant, context),
  isAvailable: async (variant, { quantity }, context) =>
    quantity >= 1 && (await availableUnits(variant, context)) >= quantity,
  stockLevel: async ({ id }, _, { loaders, viewer }) => {
    if (!may(viewer, 'MANAGE_STOCK')) return null;
    const level = await loaders.stockLevel.load(id);
    return level && { onHand: level.onHand, reserved: level.reserved, available: availableOf(level) };
  },
} satisfies ProductVariantResolvers;
