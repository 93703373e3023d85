import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-password.ts';
import { signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = async (_, { input }, context) => {
  const { userId, sessionId } = signedInViewer(context);
  const result = await useCase.changePassword(context.deps, { userId, sessionId, form: input });
  return result.ok ? { __typename: 'ChangePasswordSuccess', user: result.value } : userError(result.refusal);
};
