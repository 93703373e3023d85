import { parseId } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const user: NonNullable<QueryResolvers['user']> = async (_, args, { loaders }) => {
  const id = parseId(args.id);
  return id === null ? null : loaders.user.load(id);
};
