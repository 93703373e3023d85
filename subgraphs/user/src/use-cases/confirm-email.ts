import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { endTokensOf, findToken, useToken } from '../db/one-time-token-store.ts';
import { changeEmail, findCredentials, lockUser } from '../db/user-store.ts';
import type { TokenPurpose } from '../domain/one-time-token.ts';
import type { EmailTaken, TokenInvalid, WrongPassword } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { mailedToken, triedPassword } from './input-rules.ts';
import { placeOf, type Origin } from './origin.ts';

const inputSchema = z.object({ token: mailedToken, password: triedPassword.nullish() });

type Refusal = InvalidInput | TokenInvalid | WrongPassword | EmailTaken | RateLimited;

/**
 * Gives an account the address that a link was mailed to. The link alone does not do: whoever it reached by mistake, or
 * by somebody else's doing, does not have the account. Who follows it is signed in to it, or knows its password.
 */
export async function confirmEmail(
  deps: Deps,
  purpose: Exclude<TokenPurpose, 'RESET_PASSWORD'>,
  input: unknown,
  viewerId: string | null,
  origin: Origin,
): Promise<Result<User, Refusal>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { token, password } = parsed.value;
  const { database, mails } = deps;
  const found = await findToken(database.db, purpose, token);
  if (found === null) return refuse({ kind: 'tokenInvalid' });
  const { userId, email } = found;
  if (userId !== viewerId) {
    const fits = await knowsPassword(deps, userId, password ?? null, origin);
    if (!fits.ok) return fits;
    if (!fits.value) return refuse({ kind: 'wrongPassword', field: ['input', 'password'] });
  }

  return database.transaction(async (tx) => {
    const before = await lockUser(tx, userId);
    if (before === null || before.isGuest || !(await useToken(tx, purpose, token)))
      return refuse({ kind: 'tokenInvalid' });
    const changed = await changeEmail(tx, userId, email);
    if (!changed.ok) return changed;
    // Links in mails to the old address lead to the account, too.
    await endTokensOf(tx, userId);
    if (before.isEmailVerified) await mails.emailChanged(tx, before, email);
    return ok(changed.value);
  });
}

async function knowsPassword(
  { database, passwords, tryLimits }: Deps,
  userId: string,
  password: string | null,
  origin: Origin,
): Promise<Result<boolean, RateLimited>> {
  if (password === null) return ok(false);
  const turn = await tryLimits.password.take(userId);
  if (!turn.ok) return turn;
  const credentials = await findCredentials(database.db, userId);
  const fits = await passwords.verify(credentials?.passwordHash ?? null, password, placeOf(origin));
  if (fits.ok && fits.value) await tryLimits.password.forget(userId);
  return fits;
}
