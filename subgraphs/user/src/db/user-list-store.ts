import { and, count, eq, like, or, type SQL } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset, toPage, type Page, type PageRequest } from '@storegraph/subgraph-kit/database/keyset';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import { phoneEndOf } from '../domain/phone-end.ts';
import type { User } from '../domain/user.ts';
import { userTable } from './schema.ts';
import { toUser, userColumns } from './user-row.ts';

export type UserFilter = { readonly search: string | null; readonly role: Role | null };
export type UserSort = 'CREATED_AT_DESC' | 'CREATED_AT_ASC' | 'NAME_ASC';

/** Where a user stands in a list: the value of what it is sorted by, and the id, which settles ties. */
export type UserPosition = readonly [value: string | Date, id: string];

/** A page of the users that match a filter. */
export type UserList = {
  readonly filter: UserFilter;
  readonly sort: UserSort;
  readonly page: PageRequest<UserPosition>;
};

export async function listUsers(db: Db, { filter, sort, page }: UserList): Promise<Page<User>> {
  const { column, direction } = sorts[sort];
  const { isBehind, orderBy } = keyset([column, userTable.id], direction, page.position);
  const rows = await db
    .named('user.listUsers')
    .select(userColumns)
    .from(userTable)
    .where(and(matches(filter), isBehind))
    .orderBy(...orderBy)
    .limit(page.first + 1);
  return toPage(rows.map(toUser), page.first);
}

export async function countUsers(db: Db, filter: UserFilter): Promise<number> {
  const [row] = await db.named('user.countUsers').select({ users: count() }).from(userTable).where(matches(filter));
  return row?.users ?? 0;
}

function matches({ search, role }: UserFilter): SQL | undefined {
  return and(role === null ? undefined : eq(userTable.role, role), search === null ? undefined : found(search));
}

function found(search: string): SQL | undefined {
  const phoneEnd = phoneEndOf(search);
  if (phoneEnd !== null) return like(userTable.phoneReversed, `${Array.from(phoneEnd).toReversed().join('')}%`);
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return or(like(userTable.name, pattern), like(userTable.email, pattern), like(userTable.phone, pattern));
}

const sorts = {
  CREATED_AT_DESC: { column: userTable.createdAt, direction: 'desc' },
  CREATED_AT_ASC: { column: userTable.createdAt, direction: 'asc' },
  NAME_ASC: { column: userTable.name, direction: 'asc' },
} as const;
