import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-categories.ts';
import { categoryResult } from '../category-result.ts';

export const updateCategory: NonNullable<MutationResolvers['updateCategory']> = async (_, { input }, context) =>
  categoryResult(context, await useCase.updateCategory(context.deps, personOf(context.viewer).userId, input));
