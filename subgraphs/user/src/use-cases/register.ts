import { userEvents } from '@storegraph/event-catalogue/user-events';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { endSessionsOf, findSession, findSessionByToken } from '../db/session-store.ts';
import { insertAccount, lockUser, upgradeGuest } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { Guest } from '../domain/user.ts';
import { hashRefreshToken } from '../identity/refresh-token.ts';
import type { Deps } from './deps.ts';
import { registration } from './input-rules.ts';
import { mailConfirmation } from './mail-confirmation.ts';
import { placeOf, type Origin } from './origin.ts';
import { issueSignIn, openSession, type SignIn } from './sign-in.ts';

/** The session that a browser shows with its access token, or with its refresh cookie when that token has run out. */
type ShownSession = { readonly sessionId: string | null; readonly refreshToken: string | null };

/**
 * Signs in to a new account, or to the guest's with the guest's id. Whether somebody else has an account with the address
 * is told to the address alone, by mail: here, all is the same.
 */
export async function register(
  deps: Deps,
  input: unknown,
  shown: ShownSession,
  origin: Origin,
): Promise<Result<SignIn, InvalidInput | RateLimited>> {
  const parsed = parseInput(registration, input);
  if (!parsed.ok) return parsed;
  const { password, ...person } = parsed.value;
  const allowed = await deps.tryLimits.register(origin.addressHash);
  if (!allowed.ok) return allowed;
  const mailAllowed = await deps.tryLimits.mail(emailKeyOf(person.email));
  if (!mailAllowed.ok) return mailAllowed;
  const hashed = await deps.passwords.hash(password, placeOf(origin));
  if (!hashed.ok) return hashed;
  const passwordHash = hashed.value;

  const open = await deps.database.transaction(async (tx) => {
    const guest = await lockGuest(tx, shown);
    const account = { ...person, phone: person.phone ?? guest?.phone ?? null, id: guest?.id ?? newId(), passwordHash };
    const user = guest ? await upgradeGuest(tx, account) : await insertAccount(tx, account);
    // Other sessions of the guest were opened without a password.
    if (guest) await endSessionsOf(tx, guest.id);
    await mailConfirmation(tx, deps.mails, { purpose: 'VERIFY_EMAIL', userId: user.id, email: person.email });
    await recordEvents(tx, [newEvent(userEvents.UserRegistered, { userId: account.id })]);
    return openSession(tx, user, shown.refreshToken, { ...origin, isSecondFactorProven: false });
  });
  return ok(await issueSignIn(deps, open));
}

/**
 * The guest whose id the account takes over. Only a live session proves them: an access token may outlive its session.
 */
async function lockGuest(tx: Tx, { sessionId, refreshToken }: ShownSession): Promise<Guest | null> {
  const session =
    (sessionId === null ? null : await findSession(tx, sessionId)) ??
    (refreshToken === null ? null : await findSessionByToken(tx, hashRefreshToken(refreshToken)));
  const user = session && (await lockUser(tx, session.userId));
  // Looked at under the lock: since the session was found, another tab may have registered, or an admin locked the
  // guest out.
  return user?.isGuest && !user.isDisabled ? user : null;
}
