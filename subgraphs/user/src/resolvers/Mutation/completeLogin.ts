import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/complete-login.ts';
import { askingOf, loginOriginOf, provenSignIn } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const completeLogin: NonNullable<MutationResolvers['completeLogin']> = async (_, { input }, context) => {
  const result = await useCase.completeLogin(context.deps, input, askingOf(context), loginOriginOf(context));
  return result.ok ? provenSignIn(context, result.value) : toUserError(result.refusal);
};
