import { and, eq, isNull, sql } from 'drizzle-orm';
import type { MySqlUpdateSetSource } from 'drizzle-orm/mysql-core';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { prepared } from '@storegraph/subgraph-kit/database/prepared';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { emailKeyOf } from '../domain/email-key.ts';
import type { EmailTaken } from '../domain/refusals.ts';
import type { Role, User } from '../domain/user.ts';
import { userTable } from './schema.ts';
import { toUser, userColumns } from './user-row.ts';

export async function findUser(db: Db, id: string): Promise<User | null> {
  const [user] = await findUsers(db, [id]);
  return user ?? null;
}

const usersById = prepared((db) =>
  db
    .select(userColumns)
    .from(userTable)
    .where(oneOf(userTable.id, sql.placeholder('ids')))
    .prepare(),
);

export async function findUsers(db: Db, ids: readonly string[]): Promise<User[]> {
  return (await usersById(db).execute({ ids })).map(toUser);
}

export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  const [row] = await db
    .select(userColumns)
    .from(userTable)
    .where(eq(userTable.emailKey, emailKeyOf(email)));
  return row ? toUser(row) : null;
}

/** Keeps a user as they are until the transaction ends. */
export async function lockUser(tx: Tx, id: string): Promise<User | null> {
  const [row] = await tx.select(userColumns).from(userTable).where(eq(userTable.id, id)).for('update');
  return row ? toUser(row) : null;
}

/** Locks a user if their password is still the one that was compared, and nobody has locked them out since. */
export async function lockUserWithPassword(tx: Tx, id: string, passwordHash: string): Promise<User | null> {
  const [row] = await tx
    .select(userColumns)
    .from(userTable)
    .where(and(eq(userTable.id, id), eq(userTable.passwordHash, passwordHash), isNull(userTable.disabledAt)))
    .for('update');
  return row ? toUser(row) : null;
}

/** Locks every admin who can act, in one order for all, and returns their ids. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: userTable.id })
    .from(userTable)
    .where(and(eq(userTable.role, 'ADMIN'), isNull(userTable.disabledAt)))
    .orderBy(userTable.id)
    .for('update');
  return rows.map((row) => row.id);
}

export type Credentials = { readonly userId: string; readonly passwordHash: string | null };

const credentialColumns = { userId: userTable.id, passwordHash: userTable.passwordHash };

export async function findCredentialsByEmail(db: Db, email: string): Promise<Credentials | null> {
  const [row] = await db
    .select(credentialColumns)
    .from(userTable)
    .where(eq(userTable.emailKey, emailKeyOf(email)));
  return row ?? null;
}

export async function findCredentials(db: Db, id: string): Promise<Credentials | null> {
  const [row] = await db.select(credentialColumns).from(userTable).where(eq(userTable.id, id));
  return row ?? null;
}

export async function insertGuest(
  tx: Tx,
  guest: { readonly id: string; readonly name: string; readonly phone: string },
): Promise<User> {
  await bulkInsert(tx, userTable, [{ ...guest, role: 'CUSTOMER' }]);
  return readBack(tx, guest.id);
}

export type NewAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly passwordHash: string;
};

export const insertAccount = (tx: Tx, account: NewAccount, role: Role): Promise<Result<User, EmailTaken>> =>
  refusingTakenEmail(async () => {
    await tx.insert(userTable).values({ ...account, emailKey: emailKeyOf(account.email), role });
    return readBack(tx, account.id);
  });

/** Makes a guest an account, with the guest's id. The caller has the guest locked. */
export const upgradeGuest = (tx: Tx, { id, ...account }: NewAccount): Promise<Result<User, EmailTaken>> =>
  refusingTakenEmail(() => change(tx, id, { ...account, emailKey: emailKeyOf(account.email) }));

async function refusingTakenEmail(write: () => Promise<User>): Promise<Result<User, EmailTaken>> {
  try {
    return ok(await write());
  } catch (error) {
    if (duplicateKeyOf(error) === 'user_email_key') return refuse({ kind: 'emailTaken' });
    throw error;
  }
}

export const changeProfile = (
  tx: Tx,
  id: string,
  profile: { readonly name: string; readonly phone: string | null },
): Promise<User> => change(tx, id, profile);

export const changePasswordHash = (tx: Tx, id: string, passwordHash: string): Promise<User> =>
  change(tx, id, { passwordHash });

export const changeRole = (tx: Tx, id: string, role: Role): Promise<User> => change(tx, id, { role });

export const changeDisabled = (tx: Tx, id: string, isDisabled: boolean): Promise<User> =>
  change(tx, id, { disabledAt: isDisabled ? sql`utc_timestamp(3)` : null });

async function change(tx: Tx, id: string, columns: MySqlUpdateSetSource<typeof userTable>): Promise<User> {
  await tx.update(userTable).set(columns).where(eq(userTable.id, id));
  return readBack(tx, id);
}

async function readBack(tx: Tx, id: string): Promise<User> {
  const user = await findUser(tx, id);
  if (user === null) throw new Error(`User ${id} is missing within the transaction that wrote it`);
  return user;
}
