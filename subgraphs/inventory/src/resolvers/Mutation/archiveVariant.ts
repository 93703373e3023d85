import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { archiveVariant as archive } from '../../use-cases/change-variants.ts';
import { variantResult } from '../variant-result.ts';

export const archiveVariant: NonNullable<MutationResolvers['archiveVariant']> = async (_, { input }, context) =>
  variantResult(context, await archive(context.deps, staffIdOf(context), input.variantId, input.archived));
