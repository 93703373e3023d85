import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/continue-as-guest.ts';
import { signInSuccess } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const continueAsGuest: NonNullable<MutationResolvers['continueAsGuest']> = async (_, { input }, context) => {
  const result = await useCase.continueAsGuest(
    context.deps,
    input,
    context.refreshCookie.read(context.cookie),
    context,
  );
  return result.ok ? signInSuccess(context, result.value) : toUserError(result.refusal);
};
