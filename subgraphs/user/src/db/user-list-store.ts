import { and, asc, count, desc, eq, gt, gte, like, lt, lte, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/graphql/pagination';
import type { Role, User } from '../domain/user.ts';
import { userTable } from './schema.ts';
import { toUser, userColumns } from './user-row.ts';

export type UserFilter = { readonly search: string | null; readonly role: Role | null };
export type UserSort = 'CREATED_AT_DESC' | 'CREATED_AT_ASC' | 'NAME_ASC';

/** Where a user stands in a list: what it is sorted by, the value of that, and the id, which settles ties. */
export type UserPosition = readonly [sort: UserSort, value: string, id: string];

/** A cursor of one sort order does not fit another. */
export const userPosition = (sort: UserSort): z.ZodType<UserPosition> =>
  z.tuple([z.literal(sort), sort === 'NAME_ASC' ? z.string().max(200) : z.iso.datetime(), z.uuid()]);

export const positionOf = (user: User, sort: UserSort): UserPosition => [
  sort,
  sort === 'NAME_ASC' ? user.name : user.createdAt.toISOString(),
  user.id,
];

/** A page of the users that match a filter. */
export type UserList = {
  readonly filter: UserFilter;
  readonly sort: UserSort;
  readonly page: PageRequest<UserPosition>;
};

export async function listUsers(db: Db, { filter, sort, page }: UserList): Promise<Page<User>> {
  const rows = await db
    .named('user.listUsers')
    .select(userColumns)
    .from(userTable)
    .where(and(matches(filter), page.position ? isBehind(page.position) : undefined))
    .orderBy(...orderOf(sort))
    .limit(page.first + 1);
  return toPage(rows.map(toUser), page.first);
}

export async function countUsers(db: Db, filter: UserFilter): Promise<number> {
  const [row] = await db.named('user.countUsers').select({ users: count() }).from(userTable).where(matches(filter));
  return row?.users ?? 0;
}

function matches({ search, role }: UserFilter): SQL | undefined {
  const pattern = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return and(
    role === null ? undefined : eq(userTable.role, role),
    pattern === null
      ? undefined
      : or(like(userTable.name, pattern), like(userTable.email, pattern), like(userTable.phone, pattern)),
  );
}

function orderOf(sort: UserSort): SQL[] {
  switch (sort) {
    case 'CREATED_AT_DESC':
      return [desc(userTable.createdAt), desc(userTable.id)];
    case 'CREATED_AT_ASC':
      return [asc(userTable.createdAt), asc(userTable.id)];
    case 'NAME_ASC':
      return [asc(userTable.name), asc(userTable.id)];
  }
}

// `a <= x and (a < x or id < y)` rather than `(a, id) < (x, y)`: the servers find a range of the index in the first
// form only.
function isBehind([sort, value, id]: UserPosition): SQL | undefined {
  switch (sort) {
    case 'CREATED_AT_DESC': {
      const createdAt = new Date(value);
      return and(lte(userTable.createdAt, createdAt), or(lt(userTable.createdAt, createdAt), lt(userTable.id, id)));
    }
    case 'CREATED_AT_ASC': {
      const createdAt = new Date(value);
      return and(gte(userTable.createdAt, createdAt), or(gt(userTable.createdAt, createdAt), gt(userTable.id, id)));
    }
    case 'NAME_ASC':
      return and(gte(userTable.name, value), or(gt(userTable.name, value), gt(userTable.id, id)));
  }
}
