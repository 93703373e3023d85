import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/login.ts';
import { passwordSignIn } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const login: NonNullable<MutationResolvers['login']> = async (_, { input }, context) => {
  const { deps, refreshCookie, deviceCookie, cookie, addressHash, signal, userAgent } = context;
  const result = await useCase.login(deps, input, refreshCookie.read(cookie), {
    addressHash,
    signal,
    userAgent,
    knownDevice: (userId) => deviceCookie.read(cookie, userId),
  });
  return result.ok ? passwordSignIn(context, result.value) : toUserError(result.refusal);
};
