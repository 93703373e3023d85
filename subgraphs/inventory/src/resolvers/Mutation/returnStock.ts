import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { orderStockResult } from '../order-stock.ts';

export const returnStock: NonNullable<MutationResolvers['returnStock']> = (_, { input }, context) =>
  orderStockResult(context, input, 'returnStock');
