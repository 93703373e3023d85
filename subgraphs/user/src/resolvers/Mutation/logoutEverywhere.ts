import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { endSessionsOf } from '../../db/session-store.ts';

export const logoutEverywhere: NonNullable<MutationResolvers['logoutEverywhere']> = async (_, __, context) => {
  const endedSessions = await endSessionsOf(context.deps.database.db, personOf(context.viewer).userId);
  context.setCookie(context.refreshCookie.clear);
  return { __typename: 'LogoutSuccess', endedSessions };
};
