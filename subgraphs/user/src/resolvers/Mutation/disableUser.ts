import { forbidden } from '@storegraph/subgraph-kit/errors';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/disable-user.ts';
import { signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const disableUser: NonNullable<MutationResolvers['disableUser']> = async (_, { input }, context) => {
  const result = await useCase.disableUser(context.deps, { actor: signedInViewer(context), userId: input.userId, isDisabled: input.disabled ?? true });
  if (result.ok) return { __typename: 'DisableUserSuccess', user: result.value };
  if (result.refusal.kind === 'Forbidden') throw forbidden();
  return userError(result.refusal);
};
