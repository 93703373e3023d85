import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/set-user-role.ts';
import { toAdminError } from '../user-error.ts';

export const setUserRole: NonNullable<MutationResolvers['setUserRole']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.setUserRole(deps, personOf(viewer), {
    ...input,
    staffRoleId: input.staffRoleId ?? null,
  });
  if (result.ok) return { __typename: 'SetUserRoleSuccess', user: result.value };
  return toAdminError(result.refusal);
};
