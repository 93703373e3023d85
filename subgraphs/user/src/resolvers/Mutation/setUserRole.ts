import { forbidden } from '@storegraph/subgraph-kit/errors';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/set-user-role.ts';
import { signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const setUserRole: NonNullable<MutationResolvers['setUserRole']> = async (_, { input }, context) => {
  const result = await useCase.setUserRole(context.deps, { actor: signedInViewer(context), userId: input.userId, role: input.role });
  if (result.ok) return { __typename: 'SetUserRoleSuccess', user: result.value };
  if (result.refusal.kind === 'Forbidden') throw forbidden();
  return userError(result.refusal);
};
