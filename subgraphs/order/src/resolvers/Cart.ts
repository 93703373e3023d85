import type { CartResolvers } from '../__generated__/resolvers.ts';
import { priceOf, subtotalOf, unitPriceOf } from '../domain/cart.ts';

export const Cart = {
  id: ({ ownerId }) => ownerId,
  totalQuantity: ({ lines }) => lines.reduce((sum, line) => sum + line.quantity, 0),
  subtotal: async ({ lines }, _, { deps, loaders }) => {
    const totals = await Promise.all(
      lines.map(async ({ variantId, quantity }) =>
        priceOf(unitPriceOf(await loaders.offers.load(variantId)), quantity),
      ),
    );
    return subtotalOf(totals, deps.currency);
  },
} satisfies CartResolvers;
