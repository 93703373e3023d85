import { and, asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { newId } from '@storegraph/subgraph-kit/id';
import type { LinkedAccount } from '../domain/linked-account.ts';
import { linkedAccountTable } from './schema.ts';

const { id, userId, issuer, subject } = linkedAccountTable;

type Subject = Pick<LinkedAccount, 'issuer' | 'subject'>;

const bySubject = statement('user.findLinkedAccount', { issuer, subject }, (db, given) =>
  db
    .select()
    .from(linkedAccountTable)
    .where(and(eq(issuer, given.issuer), eq(subject, given.subject))),
);

/** By issuer and subject alone. */
export async function findLinkedAccount(db: Db, given: Subject): Promise<LinkedAccount | null> {
  const [account] = await bySubject(db, { issuer: given.issuer, subject: given.subject });
  return account ?? null;
}

const ofUsers = statement('user.findLinkedAccountsOf', { userIds: listOf(userId) }, (db, { userIds }) =>
  db.select().from(linkedAccountTable).where(oneOf(userId, userIds)).orderBy(asc(id)),
);

export const findLinkedAccountsOf = (db: Db, userIds: readonly string[]): Promise<LinkedAccount[]> =>
  ofUsers(db, { userIds });

/** Links an account. False when it is linked already. */
export async function insertLinkedAccount(tx: Tx, given: Subject & { readonly userId: string }): Promise<boolean> {
  try {
    const { userId: owner, issuer: by, subject: who } = given;
    await tx
      .named('user.insertLinkedAccount')
      .insert(linkedAccountTable)
      .values({ id: newId(), userId: owner, issuer: by, subject: who });
    return true;
  } catch (error) {
    if (duplicateKeyOf(error) === 'linked_account_subject') return false;
    throw error;
  }
}

/** False when the user has no such link. */
export async function deleteLinkedAccount(tx: Tx, own: Pick<LinkedAccount, 'id' | 'userId'>): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .named('user.deleteLinkedAccount')
    .delete(linkedAccountTable)
    .where(and(eq(id, own.id), eq(userId, own.userId)));
  return affectedRows > 0;
}

const lockedBySubject = statement('user.lockLinkedAccount', { issuer, subject }, (db, given) =>
  db
    .select()
    .from(linkedAccountTable)
    .where(and(eq(issuer, given.issuer), eq(subject, given.subject)))
    .for('update'),
);

/** Keeps a link as it is until the transaction ends. */
export async function lockLinkedAccount(tx: Tx, given: Subject): Promise<LinkedAccount | null> {
  const [account] = await lockedBySubject(tx, { issuer: given.issuer, subject: given.subject });
  return account ?? null;
}

/** Notes the session of the issuer's tokens, and when the newest of them was issued. */
export async function noteOutsideSession(
  tx: Tx,
  linkId: string,
  session: { readonly sessionId: string; readonly lastIssuedAt: Date | null },
): Promise<void> {
  await tx.named('user.noteOutsideSession').update(linkedAccountTable).set(session).where(eq(id, linkId));
}
