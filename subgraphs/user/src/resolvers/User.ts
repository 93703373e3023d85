import { parseId } from '@storegraph/subgraph-kit/id';
import { isAllowed } from '@storegraph/subgraph-kit/graphql/policy';
import type { UserResolvers } from '../__generated__/resolvers.ts';

export const User = {
  // Another user's account is answered as one that does not exist, and is not even looked for.
  __resolveReference: async (reference, { viewer, loaders }) => {
    const id = parseId(reference.id);
    return id !== null && isAllowed(viewer, 'owner', () => id) ? loaders.user.load(id) : null;
  },
  addresses: (user, _, { loaders }) => loaders.addressesOf.load(user.id),
} satisfies UserResolvers;
