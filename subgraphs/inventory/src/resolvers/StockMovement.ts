import type { StockMovementResolvers } from '../__generated__/resolvers.ts';
import { written } from './written.ts';

export const StockMovement = {
  variant: async ({ variantId }, _, { loaders }) => written(await loaders.variant.load(variantId)),
} satisfies StockMovementResolvers;
