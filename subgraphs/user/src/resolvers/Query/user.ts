import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const user: NonNullable<QueryResolvers['user']> = (_, { id }, { loaders }) => loadById(loaders.user, id);
