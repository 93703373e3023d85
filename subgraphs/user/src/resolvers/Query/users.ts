import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countUsers, listUsers } from '../../db/user-list-store.ts';
import { parseUserList, toUserConnection } from '../user-list.ts';

export const users: NonNullable<QueryResolvers['users']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const list = parseUserList(args);
  return toUserConnection(await listUsers(db, list), list, () => countUsers(db, list.filter));
};
