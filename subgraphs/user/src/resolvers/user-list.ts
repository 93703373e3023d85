import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { parsePage, toConnection, type Connection, type Page } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryUsersArgs } from '../__generated__/resolvers.ts';
import { positionOf, userPosition, type UserList } from '../db/user-list-store.ts';
import { lengthOf } from '../domain/text.ts';
import type { User } from '../domain/user.ts';

/** What resolvers return for a page of users. */
export type UserConnection = Connection<User>;

const LONGEST_SEARCH = 100;

/** Reads the arguments of a list of users. */
export function parseUserList(args: Partial<QueryUsersArgs>): UserList {
  const sort = args.sort ?? 'CREATED_AT_DESC';
  const search = args.filter?.search?.trim() ?? '';
  const page = parsePage(args, userPosition(sort));
  if (lengthOf(search) > LONGEST_SEARCH)
    throw badUserInput(`\`search\` has at most ${LONGEST_SEARCH} characters`, 'filter');
  return { filter: { search: search === '' ? null : search, role: args.filter?.role ?? null }, sort, page };
}

export const toUserConnection = (
  users: Page<User>,
  { sort, page }: UserList,
  totalCount: () => Promise<number>,
): UserConnection => toConnection(users, page, (user) => positionOf(user, sort), totalCount);
