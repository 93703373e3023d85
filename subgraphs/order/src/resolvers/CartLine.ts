import type { CartLineResolvers } from '../__generated__/resolvers.ts';
import { priceOf, unitPriceOf, warningsOf } from '../domain/cart.ts';
import { toCartLineWarning } from './cart-line-warning.ts';

export const CartLine = {
  variant: ({ variantId }) => ({ id: variantId }),
  unitPrice: async ({ variantId }, _, { loaders }) => unitPriceOf(await loaders.offers.load(variantId)),
  total: async ({ variantId, quantity }, _, { loaders }) =>
    priceOf(unitPriceOf(await loaders.offers.load(variantId)), quantity),
  warnings: async (line, _, { loaders }) =>
    warningsOf(line, await loaders.offers.load(line.variantId)).map(toCartLineWarning),
} satisfies CartLineResolvers;
