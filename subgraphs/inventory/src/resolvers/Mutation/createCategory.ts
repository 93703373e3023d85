import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { staffIdOf } from '../../context.ts';
import { createCategory as create } from '../../use-cases/change-categories.ts';
import { categoryResult } from '../category-result.ts';

export const createCategory: NonNullable<MutationResolvers['createCategory']> = async (_, { input }, context) => {
  const { slug = null, image = null, parentId = null } = input;
  return categoryResult(context, await create(context.deps, staffIdOf(context), { ...input, slug, image, parentId }));
};
