import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/staff-roles.ts';
import { toAdminError } from '../user-error.ts';

export const deleteStaffRole: NonNullable<MutationResolvers['deleteStaffRole']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.removeStaffRole(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'DeleteStaffRoleSuccess', staffRoleId: result.value } : toAdminError(result.refusal);
};
