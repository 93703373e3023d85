import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/disable-user.ts';
import { toAdminError } from '../user-error.ts';

export const disableUser: NonNullable<MutationResolvers['disableUser']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.disableUser(deps, personOf(viewer), input);
  if (result.ok) return { __typename: 'DisableUserSuccess', user: result.value };
  return toAdminError(result.refusal);
};
