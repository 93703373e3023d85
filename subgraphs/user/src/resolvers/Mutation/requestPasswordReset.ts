import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/request-password-reset.ts';
import { toUserError } from '../user-error.ts';

export const requestPasswordReset: NonNullable<MutationResolvers['requestPasswordReset']> = async (
  _,
  { input },
  context,
) => {
  const result = await useCase.requestPasswordReset(context.deps, input, context);
  return result.ok ? { __typename: 'RequestPasswordResetSuccess', email: result.value } : toUserError(result.refusal);
};
