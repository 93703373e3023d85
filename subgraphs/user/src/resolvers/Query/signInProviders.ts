import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const signInProviders: NonNullable<QueryResolvers['signInProviders']> = (_, __, { deps }) => [
  ...deps.openidProviders.list,
];
