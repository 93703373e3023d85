import { ok, refuse, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { endSession, extendSession, lockRefreshToken, markTokenUsed } from '../db/session-store.ts';
import { findUser } from '../db/user-store.ts';
import type { SessionEnded } from '../domain/refusals.ts';
import { judgeRefresh } from '../domain/session.ts';
import { hashRefreshToken } from '../identity/refresh-token.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';
import { addRefreshToken, issueSignIn, type SignIn } from './sign-in.ts';

/**
 * Answers with the next refresh token of the session. A stolen one that comes back ends the session, for thief and
 * victim alike.
 */
export async function refreshSession(
  deps: Deps,
  input: { readonly refreshToken: string | null },
  { addressHash }: Origin,
): Promise<Result<SignIn, SessionEnded | RateLimited>> {
  if (input.refreshToken === null) return refuse({ kind: 'sessionEnded' });
  const allowed = await deps.tryLimits.refresh(addressHash);
  if (!allowed.ok) return allowed;
  const hash = hashRefreshToken(input.refreshToken);
  const open = await deps.database.transaction(async (tx) => {
    const token = await lockRefreshToken(tx, hash);
    if (token === null) return null;
    const { id, userId } = token.session;
    const verdict = judgeRefresh(token.usedMsAgo);
    if (verdict === 'theft') {
      await endSession(tx, id);
      return null;
    }
    if (verdict === 'rotate') await markTokenUsed(tx, hash);
    const user = await findUser(tx, userId);
    return user && { user, session: await extendSession(tx, id), refreshToken: await addRefreshToken(tx, id) };
  });
  return open ? ok(await issueSignIn(deps, open)) : refuse({ kind: 'sessionEnded' });
}
