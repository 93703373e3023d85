import type { CartLineResolvers } from '../__generated__/resolvers.ts';
import { priceOf } from '../domain/cart.ts';

export const CartLine: CartLineResolvers = {
  variant: ({ variantId }) => ({ id: variantId }),
  unitPrice: ({ variantId }, _, { loaders }) => loaders.prices.load(variantId),
  total: async ({ variantId, quantity }, _, { loaders }) => priceOf(await loaders.prices.load(variantId), quantity),
};
