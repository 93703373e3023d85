import { userEvents } from '@storegraph/event-catalogue/user-events';
import { and, desc, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, optional, statement } from '@storegraph/subgraph-kit/database/statement';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { outboxTable, recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { GRACE_MS, SESSION_DAYS, type Session } from '../domain/session.ts';
import { endChallengesOf } from './challenge-store.ts';
import { refreshTokenTable, sessionTable } from './schema.ts';

const now = sql`utc_timestamp(3)`;
const nextExpiry = sql`utc_timestamp(3) + interval ${sql.raw(String(SESSION_DAYS))} day`;

export async function insertSession(
  tx: Tx,
  {
    isSecondFactorProven,
    ...session
  }: Pick<Session, 'id' | 'userId' | 'device'> & { readonly isSecondFactorProven: boolean },
): Promise<Session> {
  const secondFactorAt = isSecondFactorProven ? now : null;
  await bulkInsert(tx, sessionTable, [{ ...session, expiresAt: nextExpiry, secondFactorAt }]);
  return readBack(tx, session.id);
}

/** Notes that a second factor was proven in a session. */
export async function markSecondFactor(tx: Tx, id: string): Promise<void> {
  await tx
    .named('user.markSecondFactor')
    .update(sessionTable)
    .set({ secondFactorAt: now })
    .where(eq(sessionTable.id, id));
}

const sessionExtension = statement('user.extendSession', { id: sessionTable.id }, (db, { id }) =>
  db.update(sessionTable).set({ expiresAt: nextExpiry }).where(eq(sessionTable.id, id)),
);

/** Keeps a session alive for another term. */
export async function extendSession(tx: Tx, id: string): Promise<Session> {
  await sessionExtension(tx, { id });
  return readBack(tx, id);
}

async function readBack(tx: Tx, id: string): Promise<Session> {
  const session = await findSession(tx, id);
  if (session === null) throw new Error(`Session ${id} is missing within the transaction that wrote it`);
  return session;
}

export async function insertRefreshToken(tx: Tx, hash: string, sessionId: string): Promise<void> {
  await bulkInsert(tx, refreshTokenTable, [{ hash, sessionId, expiresAt: nextExpiry }]);
}

const openSessions = statement('user.findSession', { id: sessionTable.id }, (db, { id }) =>
  db
    .select()
    .from(sessionTable)
    .where(and(eq(sessionTable.id, id), gt(sessionTable.expiresAt, now))),
);

export async function findSession(db: Db, id: string): Promise<Session | null> {
  const [session] = await openSessions(db, { id });
  return session ?? null;
}

/** More than anybody has, and few enough to be loaded at once. */
const MAX_LISTED = 50;

const sessionsOfUsers = statement(
  'user.findSessionsOf',
  { userIds: listOf(sessionTable.userId) },
  (db, { userIds }) => {
    const lastUsedFirst = [desc(sessionTable.expiresAt), desc(sessionTable.id)];
    const ranked = db
      .select({
        id: sessionTable.id,
        rank: sql<number>`row_number() over (partition by ${sessionTable.userId} order by ${sql.join(lastUsedFirst, sql`, `)})`.as(
          'place',
        ),
      })
      .from(sessionTable)
      .where(and(oneOf(sessionTable.userId, userIds), gt(sessionTable.expiresAt, now)))
      .as('ranked');
    return db
      .select({ session: sessionTable })
      .from(ranked)
      .innerJoin(sessionTable, eq(sessionTable.id, ranked.id))
      .where(lte(ranked.rank, sql.raw(String(MAX_LISTED))))
      .orderBy(...lastUsedFirst);
  },
);

/** The sessions of several users, last used first. */
export async function findSessionsOf(db: Db, userIds: readonly string[]): Promise<Session[]> {
  return (await sessionsOfUsers(db, { userIds })).map(({ session }) => session);
}

const { hash, usedAt, sessionId, expiresAt } = refreshTokenTable;

const sessionsByToken = statement('user.findSessionByToken', { hash }, (db, token) =>
  db
    .select({ session: sessionTable })
    .from(refreshTokenTable)
    .innerJoin(sessionTable, eq(sessionTable.id, sessionId))
    .where(
      and(
        eq(hash, token.hash),
        gt(expiresAt, now),
        or(isNull(usedAt), gt(usedAt, sql`${now} - interval ${GRACE_MS * 1000} microsecond`)),
      ),
    ),
);

/** The session behind a token that `refreshSession` would accept. */
export async function findSessionByToken(db: Db, hash: string): Promise<Session | null> {
  const [row] = await sessionsByToken(db, { hash });
  return row?.session ?? null;
}

export type FoundToken = { readonly session: Session; readonly usedMsAgo: number | null };

const lockedTokens = statement('user.lockRefreshToken', { hash }, (db, token) =>
  db
    .select({
      session: sessionTable,
      usedMsAgo: sql<number | null>`timestampdiff(microsecond, ${usedAt}, ${now}) div 1000`,
    })
    .from(refreshTokenTable)
    .innerJoin(sessionTable, eq(sessionTable.id, sessionId))
    .where(and(eq(hash, token.hash), gt(expiresAt, now)))
    .for('update'),
);

/** Finds a token that has not run out, used or not, and keeps its session as it is until the transaction ends. */
export async function lockRefreshToken(tx: Tx, hash: string): Promise<FoundToken | null> {
  const [row] = await lockedTokens(tx, { hash });
  return row ?? null;
}

const tokenUse = statement('user.markTokenUsed', { hash }, (db, token) =>
  db.update(refreshTokenTable).set({ usedAt: now }).where(eq(hash, token.hash)),
);

export async function markTokenUsed(tx: Tx, hash: string): Promise<void> {
  await tokenUse(tx, { hash });
}

const sessionsOfUser = statement(
  'user.lockSessionsOf',
  { userId: sessionTable.userId, except: optional(sessionTable.id) },
  (db, { userId, except }) =>
    db
      .select({ id: sessionTable.id })
      .from(sessionTable)
      .where(and(eq(sessionTable.userId, userId), except && ne(sessionTable.id, except)))
      .for('update'),
);

const sessionEnd = statement('user.endSessions', { ids: listOf(sessionTable.id) }, (db, { ids }) =>
  db.delete(sessionTable).where(oneOf(sessionTable.id, ids)),
);

const oneSessionEnd = statement(
  'user.endSession',
  { id: sessionTable.id, userId: optional(sessionTable.userId) },
  (db, { id, userId }) =>
    db.delete(sessionTable).where(and(eq(sessionTable.id, id), userId && eq(sessionTable.userId, userId))),
);

/** Ends a session, of one user if given, and tells it; returns how many that were: one, or none. */
export async function endSession(tx: Tx, id: string, options: { readonly userId?: string } = {}): Promise<number> {
  const [{ affectedRows }] = await oneSessionEnd(tx, { ...options, id });
  if (affectedRows > 0) await recordEvents(tx, [newEvent(userEvents.SessionEnded, { sessionId: id })]);
  return affectedRows;
}

/**
 * Ends every session of a user, but for one if given, and tells it; returns how many that were. A sign-in that waits for
 * its second factor ends, too.
 */
export async function endSessionsOf(
  tx: Tx,
  userId: string,
  options: { readonly except?: string } = {},
): Promise<number> {
  await endChallengesOf(tx, userId);
  const ids = (await sessionsOfUser(tx, { ...options, userId })).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await sessionEnd(tx, { ids });
  await recordEvents(
    tx,
    ids.map((sessionId) => newEvent(userEvents.SessionEnded, { sessionId })),
  );
  return ids.length;
}

// Published after they happened, or not yet; so the index of the relay finds them.
const endedSessions = statement('user.findEndedSessions', {}, (db) =>
  db
    .select({ id: outboxTable.subjectId })
    .from(outboxTable)
    .where(
      and(
        or(isNull(outboxTable.publishedAt), gt(outboxTable.publishedAt, sql`${now} - interval 11 minute`)),
        eq(outboxTable.type, userEvents.SessionEnded.type),
      ),
    ),
);

/** The sessions that have ended since the oldest access token was issued that is still good. */
export async function findEndedSessions(db: Db): Promise<string[]> {
  return (await endedSessions(db, {})).map(({ id }) => id);
}

const SWEPT_AT_ONCE = 1000;

const expiredTokens = statement('user.forgetExpiredTokens', {}, (db) =>
  db.delete(refreshTokenTable).where(lte(expiresAt, now)).limit(SWEPT_AT_ONCE),
);

const expiredSessions = statement('user.forgetExpiredSessions', {}, (db) =>
  db.delete(sessionTable).where(lt(sessionTable.expiresAt, now)).limit(SWEPT_AT_ONCE),
);

/** Forgets sessions and tokens that have run out, some at a time. Returns true when there may be more. */
export async function forgetExpiredSessions(db: Db): Promise<boolean> {
  const [tokens] = await expiredTokens(db, {});
  const [sessions] = await expiredSessions(db, {});
  return Math.max(tokens.affectedRows, sessions.affectedRows) === SWEPT_AT_ONCE;
}
