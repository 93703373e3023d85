import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const exportMyData: NonNullable<QueryResolvers['exportMyData']> = (_, __, { viewer }) =>
  viewer.kind === 'user' ? { id: viewer.userId } : null;
