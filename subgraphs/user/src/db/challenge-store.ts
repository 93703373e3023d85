import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { statement } from '@storegraph/subgraph-kit/database/statement';
import { CHALLENGE_MINUTES, MAX_CHALLENGE_TRIES, type ChallengePurpose } from '../domain/challenge.ts';
import { challengeTable } from './schema.ts';

const { hash, purpose, userId, tries, expiresAt } = challengeTable;
const now = sql`utc_timestamp(3)`;

/** What a browser has to answer, and of whom it is asked. */
export type Challenge = {
  readonly hash: string;
  readonly purpose: ChallengePurpose;
  readonly userId: string | null;
};

const expiries = statement('user.findChallengeExpiry', { hash }, (db, given) =>
  db.select({ expiresAt }).from(challengeTable).where(eq(hash, given.hash)),
);

/** Returns when it runs out. */
export async function insertChallenge(db: Db, challenge: Challenge): Promise<Date> {
  await bulkInsert(db, challengeTable, [
    { ...challenge, expiresAt: sql`${now} + interval ${sql.raw(String(CHALLENGE_MINUTES))} minute` },
  ]);
  const [row] = await expiries(db, { hash: challenge.hash });
  if (row === undefined) throw new Error('A challenge is missing right after it was written');
  return row.expiresAt;
}

const openChallenges = statement('user.findChallenge', { hash, purpose }, (db, given) =>
  db
    .select({ userId })
    .from(challengeTable)
    .where(and(eq(hash, given.hash), eq(purpose, given.purpose), gt(expiresAt, now))),
);

/** Whose second factor a challenge asks for; null when it has ended. */
export async function findSecondFactorChallenge(db: Db, hash: string): Promise<string | null> {
  const [row] = await openChallenges(db, { hash, purpose: 'SECOND_FACTOR' });
  return row?.userId ?? null;
}

const challengeTry = statement('user.countChallengeTry', { hash }, (db, given) =>
  db
    .update(challengeTable)
    .set({ tries: sql`${tries} + 1` })
    .where(and(eq(hash, given.hash), gt(expiresAt, now), lt(tries, MAX_CHALLENGE_TRIES))),
);

/** Counts a try. False when it has ended, or had its tries. */
export async function countChallengeTry(db: Db, hash: string): Promise<boolean> {
  const [{ affectedRows }] = await challengeTry(db, { hash });
  return affectedRows > 0;
}

/** Uses a challenge up. False when it has ended, or is none of this kind: of many who try, one is told true. */
export async function takeChallenge(db: Db, { hash, purpose, userId }: Challenge): Promise<boolean> {
  const [{ affectedRows }] = await db
    .named('user.takeChallenge')
    .delete(challengeTable)
    .where(
      and(
        eq(challengeTable.hash, hash),
        eq(challengeTable.purpose, purpose),
        userId === null ? isNull(challengeTable.userId) : eq(challengeTable.userId, userId),
        gt(expiresAt, now),
      ),
    );
  return affectedRows > 0;
}

/** Ends what a user has begun and not finished. */
export async function endChallengesOf(tx: Tx, user: string): Promise<void> {
  await tx.named('user.endChallenges').delete(challengeTable).where(eq(userId, user));
}

const SWEPT_AT_ONCE = 1000;

/** Forgets challenges that have run out, some at a time. Returns true when there may be more. */
export async function forgetExpiredChallenges(db: Db): Promise<boolean> {
  const [{ affectedRows }] = await db
    .named('user.forgetExpiredChallenges')
    .delete(challengeTable)
    .where(lt(expiresAt, now))
    .limit(SWEPT_AT_ONCE);
  return affectedRows === SWEPT_AT_ONCE;
}
