import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/refresh-session.ts';
import { signInSuccess } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const refreshSession: NonNullable<MutationResolvers['refreshSession']> = async (_, __, context) => {
  const result = await useCase.refreshSession(
    context.deps,
    { refreshToken: context.refreshCookie.read(context.cookie) },
    context,
  );
  if (result.ok) return signInSuccess(context, result.value);
  if (result.refusal.kind === 'sessionEnded') context.setCookie(context.refreshCookie.clear);
  return toUserError(result.refusal);
};
