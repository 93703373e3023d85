import { badUserInput } from '@storegraph/subgraph-kit/errors';
import { parsePage, toConnection } from '@storegraph/subgraph-kit/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countUsers, pageUsers, positionOf, userPosition } from '../../db/user-list-store.ts';
import { lengthOf } from '../../domain/text.ts';

const LONGEST_SEARCH = 100;

export const users: NonNullable<QueryResolvers['users']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const sort = args.sort ?? 'CREATED_AT_DESC';
  const request = parsePage(args, userPosition(sort));
  const search = args.filter?.search?.trim() ?? '';
  if (lengthOf(search) > LONGEST_SEARCH) throw badUserInput(`\`search\` has at most ${LONGEST_SEARCH} characters`, 'filter');
  const filter = { search: search === '' ? null : search, role: args.filter?.role ?? null };
  const page = await pageUsers(db, filter, sort, request);
  return toConnection(page, request, (user) => positionOf(user, sort), () => countUsers(db, filter));
};
