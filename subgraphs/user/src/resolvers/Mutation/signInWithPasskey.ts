import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/passkey-sign-in.ts';
import { askingOf, provenSignIn } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const signInWithPasskey: NonNullable<MutationResolvers['signInWithPasskey']> = async (_, { input }, context) => {
  const result = await useCase.signInWithPasskey(context.deps, input, askingOf(context), context);
  return result.ok ? provenSignIn(context, result.value) : toUserError(result.refusal);
};
