import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countSagas, listSagas } from '../../db/saga-list-store.ts';
import { parseSagaList, toSagaConnection } from '../saga-list.ts';

export const sagas: NonNullable<QueryResolvers['sagas']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const list = parseSagaList(args);
  return toSagaConnection(await listSagas(db, list), list, () => countSagas(db, list.filter));
};
