import { createHash } from 'node:crypto';
import { and, asc, eq, lt, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Passkey } from '../domain/passkey.ts';
import { passkeyTable } from './schema.ts';

const { id, userId, name, credentialHash, credentialId, publicKey, counter, transports, createdAt, lastUsedAt } =
  passkeyTable;
const columns = { id, userId, name, credentialId, publicKey, counter, transports, createdAt, lastUsedAt };

const hashOf = (credential: string): string => createHash('sha256').update(credential).digest('base64url');

const passkeysOfUsers = statement('user.findPasskeysOf', { userIds: listOf(userId) }, (db, { userIds }) =>
  db.select(columns).from(passkeyTable).where(oneOf(userId, userIds)).orderBy(asc(userId), asc(id)),
);

/** The passkeys of several users, each oldest first. */
export const findPasskeysOf = (db: Db, userIds: readonly string[]): Promise<Passkey[]> =>
  passkeysOfUsers(db, { userIds });

const passkeysByCredential = statement('user.findPasskey', { credentialHash }, (db, given) =>
  db.select(columns).from(passkeyTable).where(eq(credentialHash, given.credentialHash)),
);

/** @param credential - its name for it, as an authenticator says it */
export async function findPasskeyByCredential(db: Db, credential: string): Promise<Passkey | null> {
  const [passkey] = await passkeysByCredential(db, { credentialHash: hashOf(credential) });
  return passkey ?? null;
}

export async function insertPasskey(
  tx: Tx,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
): Promise<Result<void, InvalidInput>> {
  try {
    await tx
      .named('user.insertPasskey')
      .insert(passkeyTable)
      .values({ ...passkey, credentialHash: hashOf(passkey.credentialId) });
    return ok(undefined);
  } catch (error) {
    if (duplicateKeyOf(error) === 'passkey_credential')
      return refuse(invalidInput('This passkey is in use already.', 'input', 'response'));
    throw error;
  }
}

/**
 * Notes that a passkey has signed. False when its own count did not grow: then there are two of it, and one is a copy.
 * Keys that do not count say 0 for ever.
 */
export async function usePasskey(tx: Tx, passkeyId: string, count: number): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .named('user.usePasskey')
    .update(passkeyTable)
    .set({ counter: count, lastUsedAt: sql`utc_timestamp(3)` })
    .where(and(eq(id, passkeyId), or(lt(counter, count), and(eq(counter, 0), sql`${count} = 0`))));
  return affectedRows > 0;
}

/** False when the user has no passkey of this id. */
export async function changePasskeyName(tx: Tx, own: Pick<Passkey, 'id' | 'userId' | 'name'>): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .named('user.renamePasskey')
    .update(passkeyTable)
    .set({ name: own.name })
    .where(and(eq(id, own.id), eq(userId, own.userId)));
  return affectedRows > 0;
}

/** False when the user has no passkey of this id. */
export async function deletePasskey(tx: Tx, own: Pick<Passkey, 'id' | 'userId'>): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .named('user.deletePasskey')
    .delete(passkeyTable)
    .where(and(eq(id, own.id), eq(userId, own.userId)));
  return affectedRows > 0;
}

/** Removes all passkeys of a user. */
export async function deletePasskeysOf(tx: Tx, user: string): Promise<void> {
  await tx.named('user.deletePasskeysOf').delete(passkeyTable).where(eq(userId, user));
}
