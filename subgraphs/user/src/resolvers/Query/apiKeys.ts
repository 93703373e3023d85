import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listApiKeys } from '../../db/api-key-store.ts';

export const apiKeys: NonNullable<QueryResolvers['apiKeys']> = (_, __, { deps }) => listApiKeys(deps.database.db);
