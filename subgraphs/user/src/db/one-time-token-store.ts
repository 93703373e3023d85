import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import type { Chore } from '@storegraph/subgraph-kit/database/housekeeping';
import { statement } from '@storegraph/subgraph-kit/database/statement';
import { newId } from '@storegraph/subgraph-kit/id';
import { TOKEN_HOURS, type OneTimeToken, type TokenPurpose } from '../domain/one-time-token.ts';
import { hashToken, newToken } from '../identity/random-token.ts';
import { oneTimeTokenTable } from './schema.ts';

const { hash, purpose, userId, email, expiresAt } = oneTimeTokenTable;
const now = sql`utc_timestamp(3)`;

/** Whom a token is for; without a user, it opens nothing. */
type Holder = { readonly userId: string | null; readonly email: string };

/** Makes a token, and ends the one that its user had for the same purpose. */
export async function issueToken(tx: Tx, purpose: TokenPurpose, holder: Holder): Promise<string> {
  const token = newToken();
  await bulkInsert(
    tx,
    oneTimeTokenTable,
    [
      {
        ...holder,
        id: newId(),
        hash: hashToken(token),
        purpose,
        expiresAt: sql`utc_timestamp(3) + interval ${sql.raw(String(TOKEN_HOURS[purpose]))} hour`,
      },
    ],
    sql`hash = values(hash), email = values(email), expires_at = values(expires_at)`,
  );
  return token;
}

const openTokens = statement('user.findOneTimeToken', { hash, purpose }, (db, given) =>
  db
    .select({ userId, email })
    .from(oneTimeTokenTable)
    .where(and(eq(hash, given.hash), eq(purpose, given.purpose), gt(expiresAt, now))),
);

/** What a token stands for that can still be used. */
export async function findToken(db: Db, purpose: TokenPurpose, token: string): Promise<OneTimeToken | null> {
  const [row] = await openTokens(db, { hash: hashToken(token), purpose });
  return row && row.userId !== null ? { userId: row.userId, email: row.email } : null;
}

const tokenUse = statement('user.useOneTimeToken', { hash, purpose }, (db, given) =>
  db.delete(oneTimeTokenTable).where(and(eq(hash, given.hash), eq(purpose, given.purpose), gt(expiresAt, now))),
);

/** Uses a token up. False when somebody did before, or it has ended meanwhile. */
export async function useToken(tx: Tx, purpose: TokenPurpose, token: string): Promise<boolean> {
  const [{ affectedRows }] = await tokenUse(tx, { hash: hashToken(token), purpose });
  return affectedRows === 1;
}

const tokensOfUser = statement('user.endTokensOf', { userId }, (db, given) =>
  db.delete(oneTimeTokenTable).where(eq(userId, given.userId)),
);

/** Ends every mailed link of a user. */
export async function endTokensOf(tx: Tx, userId: string): Promise<void> {
  await tokensOfUser(tx, { userId });
}

const SWEPT_AT_ONCE = 1000;

const expiredTokens = statement('user.forgetExpiredOneTimeTokens', {}, (db) =>
  db.delete(oneTimeTokenTable).where(lte(expiresAt, now)).limit(SWEPT_AT_ONCE),
);

/** Forgets tokens that have run out. */
export const forgetExpiredOneTimeTokens: Chore = async (db) => {
  const [{ affectedRows }] = await expiredTokens(db, {});
  return affectedRows === SWEPT_AT_ONCE;
};
