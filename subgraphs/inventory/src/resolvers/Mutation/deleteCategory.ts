import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-categories.ts';
import { afterWrite } from '../written.ts';

export const deleteCategory: NonNullable<MutationResolvers['deleteCategory']> = async (_, { input }, context) => {
  const result = await useCase.deleteCategory(context.deps, personOf(context.viewer).userId, input.categoryId);
  afterWrite(context);
  if (result.ok) return { __typename: 'DeleteCategorySuccess', categoryId: result.value };
  const field = ['input', 'categoryId'];
  return result.refusal === 'notFound'
    ? { __typename: 'NotFoundError', message: 'There is no such category', field }
    : { __typename: 'CategoryNotEmptyError', message: 'Move or delete the categories below it first', field };
};
