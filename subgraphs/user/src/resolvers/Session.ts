import type { SessionResolvers } from '../__generated__/resolvers.ts';
import { lastUsedAt } from '../domain/session.ts';
import { sessionIdOf } from './own-account.ts';

export const Session = {
  lastUsedAt,
  isCurrent: ({ id }, _, context) => id === sessionIdOf(context),
  user: async (session, _, { loaders }) => {
    const user = await loaders.user.load(session.userId);
    if (user === null) throw new Error(`Session ${session.id} has no user`);
    return user;
  },
} satisfies SessionResolvers;
