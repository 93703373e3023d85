import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { setStock as set } from '../../use-cases/change-stock.ts';
import { stockResult } from '../stock-result.ts';

export const setStock: NonNullable<MutationResolvers['setStock']> = async (_, { input }, context) =>
  stockResult(context, input, await set(context.deps, { ...input, staffId: staffIdOf(context) }));
