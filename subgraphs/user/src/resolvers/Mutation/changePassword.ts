import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-password.ts';
import { toUserError } from '../user-error.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = async (_, { input }, context) => {
  const result = await useCase.changePassword(context.deps, personOf(context.viewer), input, context);
  return result.ok ? { __typename: 'ChangePasswordSuccess', user: result.value } : toUserError(result.refusal);
};
