import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/staff-roles.ts';
import { toAdminError } from '../user-error.ts';

export const updateStaffRole: NonNullable<MutationResolvers['updateStaffRole']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.updateStaffRole(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'StaffRoleSuccess', staffRole: result.value } : toAdminError(result.refusal);
};
