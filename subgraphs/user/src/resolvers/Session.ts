import type { SessionResolvers } from '../__generated__/resolvers.ts';

export const Session = {
  user: async (session, _, { loaders }) => {
    const user = await loaders.user.load(session.userId);
    if (user === null) throw new Error(`Session ${session.id} has no user`);
    return user;
  },
} satisfies SessionResolvers;
