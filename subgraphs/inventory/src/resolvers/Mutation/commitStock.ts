import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { orderStockResult } from '../order-stock.ts';

export const commitStock: NonNullable<MutationResolvers['commitStock']> = (_, { input }, context) =>
  orderStockResult(context, input, 'commitStock');
