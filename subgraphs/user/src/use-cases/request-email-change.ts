import { z } from 'zod';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findCredentials, lockUserWithPassword } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { WrongPassword } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { triedPassword } from './input-rules.ts';
import { mailConfirmation } from './mail-confirmation.ts';
import { placeOf, type Origin } from './origin.ts';

const inputSchema = z.object({ newEmail: emailAddress, password: triedPassword });

/** Mails a link to the new address, and a notice to the old one. Until it is followed, nothing changes. */
export async function requestEmailChange(
  { database, passwords, tryLimits, mails }: Deps,
  { userId, sessionId }: Person,
  input: unknown,
  origin: Origin,
): Promise<Result<string, InvalidInput | WrongPassword | RateLimited>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { newEmail, password } = parsed.value;
  const hash = (await findCredentials(database.db, userId))?.passwordHash ?? null;
  if (hash === null) return refuse(invalidInput('A guest has no e-mail address. Register to give one.'));
  const turn = await tryLimits.password.take(sessionId);
  if (!turn.ok) return turn;
  const fits = await passwords.verify(hash, password, placeOf(origin));
  if (!fits.ok) return fits;
  if (!fits.value) return refuse({ kind: 'wrongPassword', field: ['input', 'password'] });
  await tryLimits.password.forget(sessionId);
  const allowed = await tryLimits.mail(emailKeyOf(newEmail));
  if (!allowed.ok) return allowed;

  return database.transaction(async (tx) => {
    const user = await lockUserWithPassword(tx, userId, hash);
    if (user === null || user.isGuest) return refuse({ kind: 'wrongPassword', field: ['input', 'password'] });
    if (user.email === newEmail) return refuse(invalidInput('This is your address already.', 'input', 'newEmail'));
    await mailConfirmation(tx, mails, { purpose: 'CHANGE_EMAIL', userId, email: newEmail });
    if (user.isEmailVerified) await mails.emailChangeRequested(tx, user, newEmail);
    return ok(newEmail);
  });
}
