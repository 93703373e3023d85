import { endSession, findSessionByToken } from '../db/session-store.ts';
import { hashRefreshToken } from '../identity/refresh-token.ts';
import type { Deps } from './deps.ts';

/**
 * Ends the session of the browser's cookie, and the one of its access token where that is another; returns how many
 * ended.
 */
export async function logout(
  { database }: Deps,
  input: { readonly refreshToken: string | null; readonly sessionId: string | null },
): Promise<number> {
  return database.transaction(async (tx) => {
    const ofCookie =
      input.refreshToken === null ? null : await findSessionByToken(tx, hashRefreshToken(input.refreshToken));
    const ids = new Set([ofCookie?.id, input.sessionId].filter((id) => typeof id === 'string'));
    let ended = 0;
    for (const id of ids) ended += await endSession(tx, id);
    return ended;
  });
}
