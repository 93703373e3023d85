import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const me: NonNullable<QueryResolvers['me']> = async (_, __, { viewer, loaders }) => {
  const user = viewer.kind === 'user' ? await loaders.user.load(viewer.userId) : null;
  return user?.isDisabled ? null : user;
};
