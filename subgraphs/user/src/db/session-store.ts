import { and, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { optional, statement } from '@storegraph/subgraph-kit/database/statement';
import { GRACE_MS, SESSION_DAYS, type Session } from '../domain/session.ts';
import { refreshTokenTable, sessionTable } from './schema.ts';

const now = sql`utc_timestamp(3)`;
const nextExpiry = sql`utc_timestamp(3) + interval ${sql.raw(String(SESSION_DAYS))} day`;

export async function insertSession(
  tx: Tx,
  session: { readonly id: string; readonly userId: string },
): Promise<Session> {
  await bulkInsert(tx, sessionTable, [{ ...session, expiresAt: nextExpiry }]);
  return readBack(tx, session.id);
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

const sessionEnd = statement('user.endSession', { id: sessionTable.id }, (db, { id }) =>
  db.delete(sessionTable).where(eq(sessionTable.id, id)),
);

/** Ends a session; returns how many that were: one, or none. */
export async function endSession(db: Db, id: string): Promise<number> {
  const [{ affectedRows }] = await sessionEnd(db, { id });
  return affectedRows;
}

const endOfSessions = statement(
  'user.endSessionsOf',
  { userId: sessionTable.userId, except: optional(sessionTable.id) },
  (db, { userId, except }) =>
    db.delete(sessionTable).where(and(eq(sessionTable.userId, userId), except && ne(sessionTable.id, except))),
);

/** Ends every session of a user, but for one if given; returns how many that were. */
export async function endSessionsOf(
  db: Db,
  userId: string,
  options: { readonly except?: string } = {},
): Promise<number> {
  const [{ affectedRows }] = await endOfSessions(db, { ...options, userId });
  return affectedRows;
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
