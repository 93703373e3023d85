import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { updateCategory as update } from '../../use-cases/change-categories.ts';
import { categoryResult } from '../category-result.ts';
import { given } from '../given.ts';

export const updateCategory: NonNullable<MutationResolvers['updateCategory']> = async (_, { input }, context) => {
  const { categoryId, image, parentId, ...changes } = input;
  const removable = { ...(image !== undefined && { image }), ...(parentId !== undefined && { parentId }) };
  return categoryResult(context, await update(context.deps, staffIdOf(context), categoryId, { ...given(changes), ...removable }));
};
