import type { StockMovementResolvers } from '../__generated__/resolvers.ts';
import { getOne } from '../loaders.ts';

export const StockMovement = {
  variant: ({ variantId }, _, { loaders }) => getOne(loaders.variant, variantId),
} satisfies StockMovementResolvers;
