import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/logout.ts';
import { sessionIdOf } from '../own-account.ts';

export const logout: NonNullable<MutationResolvers['logout']> = async (_, __, context) => {
  const endedSessions = await useCase.logout(context.deps, {
    refreshToken: context.refreshCookie.read(context.cookie),
    sessionId: sessionIdOf(context),
  });
  context.setCookie(context.refreshCookie.clear);
  return { __typename: 'LogoutSuccess', endedSessions };
};
