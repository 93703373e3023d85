import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { adjustStock as adjust } from '../../use-cases/change-stock.ts';
import { stockResult } from '../stock-result.ts';

export const adjustStock: NonNullable<MutationResolvers['adjustStock']> = async (_, { input }, context) =>
  stockResult(context, input, await adjust(context.deps, { ...input, staffId: staffIdOf(context) }));
