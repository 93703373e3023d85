import { z } from 'zod';
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
import { endTokensOf } from '../db/one-time-token-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { changePasswordHash, findCredentials, lockUserWithPassword } from '../db/user-store.ts';
import type { WrongPassword } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { placeOf, type Origin } from './origin.ts';
import { newPassword, triedPassword } from './input-rules.ts';

const wrongPassword: WrongPassword = { kind: 'wrongPassword', field: ['input', 'currentPassword'] };
const inputSchema = z.object({ currentPassword: triedPassword, newPassword });

/** Sets a new password and ends every session but this one, and every mailed link. */
export async function changePassword(
  { database, passwords, tryLimits, mails }: Deps,
  { userId, sessionId }: Person,
  input: unknown,
  origin: Origin,
): Promise<Result<User, InvalidInput | WrongPassword | RateLimited>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const oldHash = (await findCredentials(database.db, userId))?.passwordHash ?? null;
  if (oldHash === null)
    return refuse(invalidInput('This account has no password yet. A guest gets one by registering.'));
  const turn = await tryLimits.password.take(sessionId);
  if (!turn.ok) return turn;
  const fits = await passwords.verify(oldHash, parsed.value.currentPassword, placeOf(origin));
  if (!fits.ok) return fits;
  if (!fits.value) return refuse(wrongPassword);
  await tryLimits.password.forget(sessionId);
  const hashed = await passwords.hash(parsed.value.newPassword, placeOf(origin));
  if (!hashed.ok) return hashed;
  const newHash = hashed.value;

  return database.transaction(async (tx) => {
    // Another change may have come first while this one was hashing; then the password that was given is no longer the
    // current one.
    if ((await lockUserWithPassword(tx, userId, oldHash)) === null) return refuse(wrongPassword);
    await endSessionsOf(tx, userId, { except: sessionId });
    await endTokensOf(tx, userId);
    const changed = await changePasswordHash(tx, userId, newHash);
    if (!changed.isGuest) await mails.passwordChanged(tx, changed);
    return ok(changed);
  });
}
