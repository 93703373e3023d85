import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/reset-password.ts';
import { toUserError } from '../user-error.ts';

export const resetPassword: NonNullable<MutationResolvers['resetPassword']> = async (_, { input }, context) => {
  const result = await useCase.resetPassword(context.deps, input, context);
  return result.ok ? { __typename: 'ResetPasswordSuccess', endedSessions: result.value } : toUserError(result.refusal);
};
