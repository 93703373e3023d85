import { z } from 'zod';
import type { Page } from '@storegraph/subgraph-kit/database/keyset';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { searchText } from '@storegraph/subgraph-kit/input/search-text';
import type { QueryUsersArgs } from '../__generated__/resolvers.ts';
import type { UserList, UserPosition, UserSort } from '../db/user-list-store.ts';
import type { User } from '../domain/user.ts';
import type { UserConnection } from './connections.ts';

const byCreation = z.tuple([cursorMoment, z.uuid()]);
const positions: Readonly<Record<UserSort, z.ZodType<UserPosition>>> = {
  CREATED_AT_DESC: byCreation,
  CREATED_AT_ASC: byCreation,
  NAME_ASC: z.tuple([z.string(), z.uuid()]),
};

/** Reads the arguments of a list of users. */
export function parseUserList(args: Partial<QueryUsersArgs>): UserList {
  const sort = args.sort ?? 'CREATED_AT_DESC';
  const page = parsePage(args, sort, positions[sort]);
  const search = parseArgument(searchText, args.filter?.search, 'filter');
  return { filter: { search, role: args.filter?.role ?? null }, sort, page };
}

export const toUserConnection = (
  users: Page<User>,
  { sort, page }: UserList,
  totalCount: () => Promise<number>,
): UserConnection =>
  toConnection(
    users,
    page,
    ({ name, createdAt, id }): UserPosition => [sort === 'NAME_ASC' ? name : createdAt, id],
    totalCount,
  );
