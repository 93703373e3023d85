import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/retry-saga.ts';
import { toUserError } from '../user-error.ts';

export const retrySaga: NonNullable<MutationResolvers['retrySaga']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.retrySaga(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'RetrySagaSuccess', saga: result.value } : toUserError(result.refusal);
};
