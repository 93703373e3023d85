import { and, eq, isNull, sql } from 'drizzle-orm';
import type { MySqlUpdateSetSource } from 'drizzle-orm/mysql-core';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { emailKeyOf } from '../domain/email-key.ts';
import type { EmailTaken } from '../domain/refusals.ts';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import type { User } from '../domain/user.ts';
import { userTable } from './schema.ts';
import { toUser, userColumns } from './user-row.ts';

const { id, emailKey, passwordHash, disabledAt } = userTable;

const usersById = statement('user.findUsers', { ids: listOf(id) }, (db, { ids }) =>
  db.select(userColumns).from(userTable).where(oneOf(id, ids)),
);

export async function findUsers(db: Db, ids: readonly string[]): Promise<User[]> {
  return (await usersById(db, { ids })).map(toUser);
}

export async function findUser(db: Db, id: string): Promise<User | null> {
  const [user] = await findUsers(db, [id]);
  return user ?? null;
}

const usersByEmail = statement('user.findUserByEmail', { emailKey }, (db, given) =>
  db.select(userColumns).from(userTable).where(eq(emailKey, given.emailKey)),
);

/** The user who has confirmed this address. */
export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  const [row] = await usersByEmail(db, { emailKey: emailKeyOf(email) });
  return row ? toUser(row) : null;
}

const lockedUsers = statement('user.lockUser', { id }, (db, given) =>
  db.select(userColumns).from(userTable).where(eq(id, given.id)).for('update'),
);

/** Keeps a user as they are until the transaction ends. */
export async function lockUser(tx: Tx, id: string): Promise<User | null> {
  const [row] = await lockedUsers(tx, { id });
  return row ? toUser(row) : null;
}

const lockedByPassword = statement('user.lockUserWithPassword', { id, passwordHash }, (db, given) =>
  db
    .select(userColumns)
    .from(userTable)
    .where(and(eq(id, given.id), eq(passwordHash, given.passwordHash), isNull(disabledAt)))
    .for('update'),
);

/** Locks a user if their password is still the one that was compared, and they were not locked out since. */
export async function lockUserWithPassword(tx: Tx, id: string, passwordHash: string): Promise<User | null> {
  const [row] = await lockedByPassword(tx, { id, passwordHash });
  return row ? toUser(row) : null;
}

const lockedAdmins = statement('user.lockAdmins', {}, (db) =>
  db
    .select({ id })
    .from(userTable)
    .where(and(eq(userTable.role, 'ADMIN'), isNull(disabledAt)))
    .orderBy(id)
    .for('update'),
);

/** Locks every admin who can act, in one order for all, and returns their ids. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  return (await lockedAdmins(tx, {})).map((row) => row.id);
}

export type Credentials = { readonly userId: string; readonly passwordHash: string | null };

const credentialsByEmail = statement('user.findCredentialsByEmail', { emailKey }, (db, given) =>
  db.select({ userId: id, passwordHash }).from(userTable).where(eq(emailKey, given.emailKey)),
);

export async function findCredentialsByEmail(db: Db, email: string): Promise<Credentials | null> {
  const [row] = await credentialsByEmail(db, { emailKey: emailKeyOf(email) });
  return row ?? null;
}

const credentialsById = statement('user.findCredentials', { id }, (db, given) =>
  db.select({ userId: id, passwordHash }).from(userTable).where(eq(id, given.id)),
);

export async function findCredentials(db: Db, id: string): Promise<Credentials | null> {
  const [row] = await credentialsById(db, { id });
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
  /** Null for who signs in elsewhere. */
  readonly passwordHash: string | null;
};

/** Its address is as good as any that somebody types, until it is confirmed. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<User> {
  await tx
    .named('user.insertAccount')
    .insert(userTable)
    .values({ ...account, role: 'CUSTOMER' });
  return readBack(tx, account.id);
}

/** An account whose address is known to be right. */
export const insertVerifiedAccount = (tx: Tx, account: NewAccount, role: Role): Promise<Result<User, EmailTaken>> =>
  refusingTakenEmail(async () => {
    await tx
      .named('user.insertAccount')
      .insert(userTable)
      .values({ ...account, emailKey: emailKeyOf(account.email), role });
    return readBack(tx, account.id);
  });

/** Makes a guest an account, with the guest's id. The caller has the guest locked. */
export const upgradeGuest = (tx: Tx, { id, ...account }: NewAccount): Promise<User> => change(tx, id, account);

/** Gives a user an address that they have shown to be theirs. */
export const changeEmail = (tx: Tx, id: string, email: string): Promise<Result<User, EmailTaken>> =>
  refusingTakenEmail(() => change(tx, id, { email, emailKey: emailKeyOf(email) }));

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

export const changeRole = (
  tx: Tx,
  id: string,
  to: { readonly role: Role; readonly staffRoleId: string | null },
): Promise<User> => change(tx, id, to);

export const changeDisabled = (tx: Tx, id: string, isDisabled: boolean): Promise<User> =>
  change(tx, id, { disabledAt: isDisabled ? sql`utc_timestamp(3)` : null });

async function change(tx: Tx, id: string, columns: MySqlUpdateSetSource<typeof userTable>): Promise<User> {
  await tx.named('user.changeUser').update(userTable).set(columns).where(eq(userTable.id, id));
  return readBack(tx, id);
}

async function readBack(tx: Tx, id: string): Promise<User> {
  const user = await findUser(tx, id);
  if (user === null) throw new Error(`User ${id} is missing within the transaction that wrote it`);
  return user;
}
