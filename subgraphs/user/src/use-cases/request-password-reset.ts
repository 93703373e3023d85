import { z } from 'zod';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { issueToken } from '../db/one-time-token-store.ts';
import { findUserByEmail } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';

const inputSchema = z.object({ email: emailAddress });

/** Mails a link to choose a new password, or that there is no account: for both, the same statements and answer. */
export async function requestPasswordReset(
  { database, mails, tryLimits }: Deps,
  input: unknown,
  { addressHash }: Origin,
): Promise<Result<string, InvalidInput | RateLimited>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { email } = parsed.value;
  const allowed = await tryLimits.reset(addressHash);
  if (!allowed.ok) return allowed;
  const mailAllowed = await tryLimits.mail(emailKeyOf(email));
  if (!mailAllowed.ok) return mailAllowed;
  await database.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    const token = await issueToken(tx, 'RESET_PASSWORD', { userId: user?.id ?? null, email });
    await (user === null || user.isGuest ? mails.hasNoAccount(tx, email) : mails.resetPassword(tx, user, token));
  });
  return ok(email);
}
