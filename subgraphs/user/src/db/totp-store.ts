import { and, count, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { recoveryCodeTable, totpTable } from './schema.ts';

const { userId, sealedSecret, confirmedAt, lastStep } = totpTable;
const now = sql`utc_timestamp(3)`;

/** A user's authenticator app; `isConfirmed` once a code of it was right. */
export type Totp = { readonly userId: string; readonly sealedSecret: string; readonly isConfirmed: boolean };

const totps = statement('user.findTotp', { userId }, (db, given) =>
  db.select({ userId, sealedSecret, confirmedAt }).from(totpTable).where(eq(userId, given.userId)),
);

export async function findTotp(db: Db, user: string): Promise<Totp | null> {
  const [row] = await totps(db, { userId: user });
  return row ? { userId: row.userId, sealedSecret: row.sealedSecret, isConfirmed: row.confirmedAt !== null } : null;
}

const confirmedTotps = statement('user.findUsersWithTotp', { userIds: listOf(userId) }, (db, { userIds }) =>
  db
    .select({ userId })
    .from(totpTable)
    .where(and(oneOf(userId, userIds), isNotNull(confirmedAt))),
);

/** Those of some users who have a confirmed authenticator app. */
export const findUsersWithTotp = (db: Db, userIds: readonly string[]): Promise<{ readonly userId: string }[]> =>
  confirmedTotps(db, { userIds });

export const hasTotp = async (db: Db, user: string): Promise<boolean> =>
  (await findUsersWithTotp(db, [user])).length > 0;

/** Begins anew: what was begun before and never confirmed is gone. The caller has the user locked. */
export async function insertTotp(tx: Tx, totp: { readonly userId: string; readonly sealedSecret: string }) {
  await tx
    .named('user.forgetUnconfirmedTotp')
    .delete(totpTable)
    .where(and(eq(userId, totp.userId), isNull(confirmedAt)));
  await tx.named('user.insertTotp').insert(totpTable).values(totp);
}

/** Turns an authenticator app on, by a code of `step`. False when it was on already. */
export async function confirmTotp(tx: Tx, user: string, step: number): Promise<boolean> {
  const [{ affectedRows }] = await tx
    .named('user.confirmTotp')
    .update(totpTable)
    .set({ confirmedAt: now, lastStep: step })
    .where(and(eq(userId, user), isNull(confirmedAt)));
  return affectedRows > 0;
}

const stepUse = statement('user.acceptTotpStep', { userId, sealedSecret, lastStep }, (db, given) =>
  db
    .update(totpTable)
    .set({ lastStep: sql`${given.lastStep}` })
    .where(
      and(
        eq(userId, given.userId),
        eq(sealedSecret, given.sealedSecret),
        isNotNull(confirmedAt),
        or(isNull(lastStep), lt(lastStep, given.lastStep)),
      ),
    ),
);

/** Takes the code of a period. False when it, or a later one, was taken before, or the app is another by now. */
export async function acceptStep(tx: Tx, totp: Totp, step: number): Promise<boolean> {
  const [{ affectedRows }] = await stepUse(tx, { ...totp, lastStep: step });
  return affectedRows > 0;
}

/** Removes a user's authenticator app and recovery codes. False when there was no app. */
export async function deleteTotp(tx: Tx, user: string): Promise<boolean> {
  await tx.named('user.deleteRecoveryCodes').delete(recoveryCodeTable).where(eq(recoveryCodeTable.userId, user));
  const [{ affectedRows }] = await tx.named('user.deleteTotp').delete(totpTable).where(eq(userId, user));
  return affectedRows > 0;
}

/** Replaces a user's recovery codes. */
export async function replaceRecoveryCodes(tx: Tx, user: string, hashes: readonly string[]): Promise<void> {
  await tx.named('user.deleteRecoveryCodes').delete(recoveryCodeTable).where(eq(recoveryCodeTable.userId, user));
  await bulkInsert(
    tx,
    recoveryCodeTable,
    hashes.map((hash) => ({ userId: user, hash })),
  );
}

const codeUse = statement(
  'user.useRecoveryCode',
  { userId: recoveryCodeTable.userId, hash: recoveryCodeTable.hash },
  (db, given) =>
    db
      .delete(recoveryCodeTable)
      .where(and(eq(recoveryCodeTable.userId, given.userId), eq(recoveryCodeTable.hash, given.hash))),
);

/** Uses a recovery code up. False when the user has no such code, or no longer. */
export async function takeRecoveryCode(tx: Tx, user: string, hash: string): Promise<boolean> {
  const [{ affectedRows }] = await codeUse(tx, { userId: user, hash });
  return affectedRows > 0;
}

const codeCounts = statement(
  'user.countRecoveryCodes',
  { userIds: listOf(recoveryCodeTable.userId) },
  (db, { userIds }) =>
    db
      .select({ userId: recoveryCodeTable.userId, codes: count() })
      .from(recoveryCodeTable)
      .where(oneOf(recoveryCodeTable.userId, userIds))
      .groupBy(recoveryCodeTable.userId),
);

export const countRecoveryCodes = async (db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map((await codeCounts(db, { userIds })).map((row) => [row.userId, row.codes]));
