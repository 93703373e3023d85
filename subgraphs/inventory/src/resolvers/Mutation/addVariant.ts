import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { addVariant as add } from '../../use-cases/change-variants.ts';
import { variantResult } from '../variant-result.ts';

export const addVariant: NonNullable<MutationResolvers['addVariant']> = async (_, { input }, context) =>
  variantResult(context, await add(context.deps, staffIdOf(context), input.productId, input.variant));
