import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { endTokensOf, findToken, useToken } from '../db/one-time-token-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { changePasswordHash, lockUser } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { TokenInvalid } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { mailedToken, newPassword } from './input-rules.ts';
import { placeOf, type Origin } from './origin.ts';

const inputSchema = z.object({ token: mailedToken, newPassword });

/** Sets a new password by a mailed link, and ends every session and every other link; returns how many sessions. */
export async function resetPassword(
  { database, passwords, tryLimits, mails }: Deps,
  input: unknown,
  origin: Origin,
): Promise<Result<number, InvalidInput | TokenInvalid | RateLimited>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { token } = parsed.value;
  const allowed = await tryLimits.reset(origin.addressHash);
  if (!allowed.ok) return allowed;
  const found = await findToken(database.db, 'RESET_PASSWORD', token);
  if (found === null) return refuse({ kind: 'tokenInvalid' });
  const { userId } = found;
  const hashed = await passwords.hash(parsed.value.newPassword, placeOf(origin));
  if (!hashed.ok) return hashed;

  const ended = await database.transaction(async (tx) => {
    if ((await lockUser(tx, userId)) === null || !(await useToken(tx, 'RESET_PASSWORD', token))) return null;
    const count = await endSessionsOf(tx, userId);
    const changed = await changePasswordHash(tx, userId, hashed.value);
    await endTokensOf(tx, userId);
    if (!changed.isGuest) await mails.passwordChanged(tx, changed);
    return count;
  });
  if (ended === null) return refuse({ kind: 'tokenInvalid' });
  // Whoever tried wrong passwords until now tries in vain.
  await tryLimits.password.forget(emailKeyOf(found.email));
  return ok(ended);
}
