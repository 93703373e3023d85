import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Permission, Role } from '@storegraph/subgraph-kit/permissions';
import { insertChallenge } from '../db/challenge-store.ts';
import { endSession, findSessionByToken, insertRefreshToken, insertSession } from '../db/session-store.ts';
import { findStaffRole } from '../db/staff-role-store.ts';
import { hasTotp } from '../db/totp-store.ts';
import { deviceOf } from '../domain/device.ts';
import { isHeldBack } from '../domain/second-factor.ts';
import type { Session } from '../domain/session.ts';
import { permissionsOf } from '../domain/staff-role.ts';
import type { User } from '../domain/user.ts';
import type { AccessToken } from '../identity/access-tokens.ts';
import { hashChallenge, newChallenge } from '../identity/challenge.ts';
import { hashRefreshToken, newRefreshToken } from '../identity/refresh-token.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';

/** A session, and a refresh token of it that no client has got yet. */
export type OpenSession = { readonly user: User; readonly session: Session; readonly refreshToken: string };

/** Everything that a browser gets when it signs in. */
export type SignIn = OpenSession & {
  readonly accessToken: AccessToken;
  /** What the session opens, which may be less than the user's own. */
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** True for staff who have proven one factor where the shop wants two. */
  readonly isHeldBack: boolean;
};

/** The browser that asks: its refresh token, and what tells it apart when it answers a challenge. */
export type Asking = { readonly refreshToken: string | null; readonly browser: string };

/** A challenge to prove the second factor. */
export type SecondFactorRequired = { readonly challenge: string; readonly expiresAt: Date; readonly browser: string };

/**
 * What comes after a first factor was right, within the transaction that found it so: a session, or the question for the
 * second factor of an account that has one.
 */
export async function passFirstFactor(
  tx: Tx,
  user: User,
  { refreshToken, browser }: Asking,
  { userAgent }: Pick<Origin, 'userAgent'>,
): Promise<OpenSession | SecondFactorRequired> {
  if (!(await hasTotp(tx, user.id)))
    return openSession(tx, user, refreshToken, { userAgent, isSecondFactorProven: false });
  const challenge = newChallenge();
  const expiresAt = await insertChallenge(tx, {
    hash: hashChallenge(challenge, browser),
    purpose: 'SECOND_FACTOR',
    userId: user.id,
  });
  return { challenge, expiresAt, browser };
}

/**
 * Opens a session, within the transaction that found that the user may have one. The session that the browser had ends:
 * its cookie is about to be overwritten, and nobody could end it after that.
 * @param isSecondFactorProven - true only where it was: accounts without one begin with false
 */
export async function openSession(
  tx: Tx,
  user: User,
  previousToken: string | null,
  { userAgent, isSecondFactorProven }: Pick<Origin, 'userAgent'> & { readonly isSecondFactorProven: boolean },
): Promise<OpenSession> {
  const previous = previousToken === null ? null : await findSessionByToken(tx, hashRefreshToken(previousToken));
  if (previous !== null) await endSession(tx, previous.id);
  const session = await insertSession(tx, {
    id: newId(),
    userId: user.id,
    device: deviceOf(userAgent),
    isSecondFactorProven,
  });
  return { user, session, refreshToken: await addRefreshToken(tx, session.id) };
}

export async function addRefreshToken(tx: Tx, sessionId: string): Promise<string> {
  const token = newRefreshToken();
  await insertRefreshToken(tx, hashRefreshToken(token), sessionId);
  return token;
}

/** Adds the access token. Called after the commit, so that no token is out for a session that is not there. */
export async function issueSignIn({ accessTokens, database, staffRule }: Deps, open: OpenSession): Promise<SignIn> {
  const heldBack = isHeldBack(open.user, open.session, staffRule);
  const staffRoleId = heldBack ? null : open.user.staffRoleId;
  const role = heldBack ? 'CUSTOMER' : open.user.role;
  const staffRole = staffRoleId === null ? null : await findStaffRole(database.db, staffRoleId);
  const accessToken = await accessTokens.issue({ user: { ...open.user, role }, staffRole, sessionId: open.session.id });
  return { ...open, accessToken, role, permissions: permissionsOf({ role }, staffRole), isHeldBack: heldBack };
}
