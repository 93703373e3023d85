import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { updateVariant as update } from '../../use-cases/change-variants.ts';
import { given } from '../given.ts';
import { variantResult } from '../variant-result.ts';

export const updateVariant: NonNullable<MutationResolvers['updateVariant']> = async (_, { input: { variantId, ...changes } }, context) =>
  variantResult(context, await update(context.deps, staffIdOf(context), variantId, given(changes)));
