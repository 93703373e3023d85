import { unauthenticated } from '@storegraph/subgraph-kit/graphql/errors';
import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-profile.ts';
import { toUserError } from '../user-error.ts';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.updateProfile(deps, personOf(viewer), input);
  if (result === null) throw unauthenticated();
  return result.ok ? { __typename: 'UpdateProfileSuccess', user: result.value } : toUserError(result.refusal);
};
