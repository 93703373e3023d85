import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const exportMyData: NonNullable<QueryResolvers['exportMyData']> = async (_, __, { viewer, loaders }) => {
  // An API key is nobody whose data could be held.
  const user = viewer.kind === 'user' ? await loaders.user.load(viewer.userId) : null;
  return user && !user.isDisabled ? { id: user.id } : null;
};
