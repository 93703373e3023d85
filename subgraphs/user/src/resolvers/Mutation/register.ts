import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/register.ts';
import { sessionIdOf } from '../own-account.ts';
import { provenSignIn } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const register: NonNullable<MutationResolvers['register']> = async (_, { input }, context) => {
  const shown = { sessionId: sessionIdOf(context), refreshToken: context.refreshCookie.read(context.cookie) };
  const result = await useCase.register(context.deps, input, shown, context);
  return result.ok ? provenSignIn(context, result.value) : toUserError(result.refusal);
};
