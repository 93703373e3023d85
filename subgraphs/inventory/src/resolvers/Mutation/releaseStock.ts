import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { orderStockResult } from '../order-stock.ts';

export const releaseStock: NonNullable<MutationResolvers['releaseStock']> = (_, { input }, context) =>
  orderStockResult(context, input, 'releaseStock');
