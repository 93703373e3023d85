import { parsePage, toConnection, type Page } from '@storegraph/subgraph-kit/graphql/pagination';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { searchText } from '@storegraph/subgraph-kit/input/search-text';
import type { QueryUsersArgs } from '../__generated__/resolvers.ts';
import { positionOf, userPosition, type UserList } from '../db/user-list-store.ts';
import type { User } from '../domain/user.ts';
import type { UserConnection } from './connections.ts';

/** Reads the arguments of a list of users. */
export function parseUserList(args: Partial<QueryUsersArgs>): UserList {
  const sort = args.sort ?? 'CREATED_AT_DESC';
  const page = parsePage(args, userPosition(sort));
  const search = parseArgument(searchText, args.filter?.search, 'filter');
  return { filter: { search, role: args.filter?.role ?? null }, sort, page };
}

export const toUserConnection = (
  users: Page<User>,
  { sort, page }: UserList,
  totalCount: () => Promise<number>,
): UserConnection => toConnection(users, page, (user) => positionOf(user, sort), totalCount);
