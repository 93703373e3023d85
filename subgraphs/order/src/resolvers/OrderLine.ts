import type { OrderLineResolvers } from '../__generated__/resolvers.ts';
import { lineTotal } from '../domain/order-line.ts';

export const OrderLine = {
  product: ({ productId }) => ({ id: productId }),
  variant: ({ variantId }) => ({ id: variantId }),
  total: lineTotal,
} satisfies OrderLineResolvers;
