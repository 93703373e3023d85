import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { afterWrite, staffIdOf } from '../../context.ts';
import { deleteCategory as remove } from '../../use-cases/change-categories.ts';

export const deleteCategory: NonNullable<MutationResolvers['deleteCategory']> = async (_, { input }, context) => {
  const result = await remove(context.deps, staffIdOf(context), input.categoryId);
  afterWrite(context);
  if (result.ok) return { __typename: 'DeleteCategorySuccess', categoryId: result.value };
  const field = ['input', 'categoryId'];
  return result.refusal === 'notFound'
    ? { __typename: 'NotFoundError', message: 'There is no such category', field }
    : { __typename: 'CategoryNotEmptyError', message: 'Move or delete the categories below it first', field };
};
