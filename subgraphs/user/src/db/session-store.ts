import { and, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { isGiven, prepared } from '@storegraph/subgraph-kit/database/prepared';
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

/** Keeps a session alive for another term. */
export async function extendSession(tx: Tx, id: string): Promise<Session> {
  await tx.update(sessionTable).set({ expiresAt: nextExpiry }).where(eq(sessionTable.id, id));
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

export async function findSession(db: Db, id: string): Promise<Session | null> {
  const [session] = await openSessions(db).execute({ id });
  return session ?? null;
}

const openSessions = prepared((db) =>
  db
    .select()
    .from(sessionTable)
    .where(and(isGiven(sessionTable.id, 'id'), gt(sessionTable.expiresAt, now)))
    .prepare(),
);

/** The session behind a token that `refreshSession` would accept. */
export async function findSessionByToken(db: Db, hash: string): Promise<Session | null> {
  const isUsable = or(
    isNull(refreshTokenTable.usedAt),
    gt(refreshTokenTable.usedAt, sql`${now} - interval ${GRACE_MS * 1000} microsecond`),
  );
  const [row] = await db
    .select({ session: sessionTable })
    .from(refreshTokenTable)
    .innerJoin(sessionTable, eq(sessionTable.id, refreshTokenTable.sessionId))
    .where(and(eq(refreshTokenTable.hash, hash), gt(refreshTokenTable.expiresAt, now), isUsable));
  return row?.session ?? null;
}

export type FoundToken = { readonly session: Session; readonly usedMsAgo: number | null };

/** Finds a token that has not run out, used or not, and keeps its session as it is until the transaction ends. */
export async function lockRefreshToken(tx: Tx, hash: string): Promise<FoundToken | null> {
  const [row] = await tx
    .select({
      session: sessionTable,
      usedMsAgo: sql<number | null>`timestampdiff(microsecond, ${refreshTokenTable.usedAt}, ${now}) div 1000`,
    })
    .from(refreshTokenTable)
    .innerJoin(sessionTable, eq(sessionTable.id, refreshTokenTable.sessionId))
    .where(and(eq(refreshTokenTable.hash, hash), gt(refreshTokenTable.expiresAt, now)))
    .for('update');
  return row ?? null;
}

export async function markTokenUsed(tx: Tx, hash: string): Promise<void> {
  await tx.update(refreshTokenTable).set({ usedAt: now }).where(eq(refreshTokenTable.hash, hash));
}

/** Ends a session; returns how many that were: one, or none. */
export async function endSession(db: Db, id: string): Promise<number> {
  const [{ affectedRows }] = await db.delete(sessionTable).where(eq(sessionTable.id, id));
  return affectedRows;
}

/** Ends every session of a user, but for one if given; returns how many that were. */
export async function endSessionsOf(
  db: Db,
  userId: string,
  options: { readonly except?: string } = {},
): Promise<number> {
  const isOther = options.except === undefined ? undefined : ne(sessionTable.id, options.except);
  const [{ affectedRows }] = await db.delete(sessionTable).where(and(eq(sessionTable.userId, userId), isOther));
  return affectedRows;
}

const SWEPT_AT_ONCE = 1000;

/** Forgets sessions and tokens that have run out, some at a time. Returns true when there may be more. */
export async function forgetExpiredSessions(db: Db): Promise<boolean> {
  const [tokens] = await db.delete(refreshTokenTable).where(lte(refreshTokenTable.expiresAt, now)).limit(SWEPT_AT_ONCE);
  const [sessions] = await db.delete(sessionTable).where(lt(sessionTable.expiresAt, now)).limit(SWEPT_AT_ONCE);
  return Math.max(tokens.affectedRows, sessions.affectedRows) === SWEPT_AT_ONCE;
}
