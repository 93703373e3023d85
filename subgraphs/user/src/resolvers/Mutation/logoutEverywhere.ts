import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { endSessionsOf } from '../../db/session-store.ts';
import { signedInViewer } from '../signed-in.ts';

export const logoutEverywhere: NonNullable<MutationResolvers['logoutEverywhere']> = async (_, __, context) => {
  const endedSessions = await endSessionsOf(context.deps.database.db, signedInViewer(context).userId);
  context.setCookie(context.refreshCookie.clear);
  return { __typename: 'LogoutSuccess', endedSessions };
};
