import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-categories.ts';
import { afterWrite } from '../after-write.ts';
import { toUserError } from '../user-error.ts';

export const deleteCategory: NonNullable<MutationResolvers['deleteCategory']> = async (_, { input }, context) => {
  const result = await useCase.deleteCategory(context.deps, personOf(context.viewer).userId, input);
  if (!result.ok) return toUserError(result.refusal);
  afterWrite(context);
  return { __typename: 'DeleteCategorySuccess', categoryId: result.value };
};
