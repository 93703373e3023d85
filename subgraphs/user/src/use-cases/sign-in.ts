import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Permission } from '@storegraph/subgraph-kit/permissions';
import { endSession, findSessionByToken, insertRefreshToken, insertSession } from '../db/session-store.ts';
import { findStaffRole } from '../db/staff-role-store.ts';
import { deviceOf } from '../domain/device.ts';
import type { Session } from '../domain/session.ts';
import { permissionsOf } from '../domain/staff-role.ts';
import type { User } from '../domain/user.ts';
import type { AccessToken } from '../identity/access-tokens.ts';
import { hashRefreshToken, newRefreshToken } from '../identity/refresh-token.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';

/** A session, and a refresh token of it that no client has got yet. */
export type OpenSession = { readonly user: User; readonly session: Session; readonly refreshToken: string };

/** Everything that a browser gets when it signs in. */
export type SignIn = OpenSession & {
  readonly accessToken: AccessToken;
  readonly permissions: readonly Permission[];
};

/**
 * Opens a session, within the transaction that found that the user may have one. The session that the browser had ends:
 * its cookie is about to be overwritten, and nobody could end it after that.
 */
export async function openSession(
  tx: Tx,
  user: User,
  previousToken: string | null,
  { userAgent }: Pick<Origin, 'userAgent'>,
): Promise<OpenSession> {
  const previous = previousToken === null ? null : await findSessionByToken(tx, hashRefreshToken(previousToken));
  if (previous !== null) await endSession(tx, previous.id);
  const session = await insertSession(tx, { id: newId(), userId: user.id, device: deviceOf(userAgent) });
  return { user, session, refreshToken: await addRefreshToken(tx, session.id) };
}

export async function addRefreshToken(tx: Tx, sessionId: string): Promise<string> {
  const token = newRefreshToken();
  await insertRefreshToken(tx, hashRefreshToken(token), sessionId);
  return token;
}

/** Adds the access token. Called after the commit, so that no token is out for a session that is not there. */
export async function issueSignIn({ accessTokens, database }: Deps, open: OpenSession): Promise<SignIn> {
  const { staffRoleId } = open.user;
  const staffRole = staffRoleId === null ? null : await findStaffRole(database.db, staffRoleId);
  const accessToken = await accessTokens.issue({ user: open.user, staffRole, sessionId: open.session.id });
  return { ...open, accessToken, permissions: permissionsOf(open.user, staffRole) };
}
