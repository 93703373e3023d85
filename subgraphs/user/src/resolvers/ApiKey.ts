import type { ApiKeyResolvers } from '../__generated__/resolvers.ts';

export const ApiKey = {
  createdBy: (key, _, { loaders }) => loaders.user.load(key.createdBy),
} satisfies ApiKeyResolvers;
