import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findUser } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { mailConfirmation } from './mail-confirmation.ts';

/** Mails the link once more. Does nothing for a confirmed address, and answers null when the user is gone. */
export async function requestEmailVerification(
  { database, mails, tryLimits }: Deps,
  { userId }: Person,
): Promise<Result<User, InvalidInput | RateLimited> | null> {
  const user = await findUser(database.db, userId);
  if (user === null || user.isEmailVerified) return user && ok(user);
  if (user.isGuest) return refuse(invalidInput('A guest has no e-mail address. Register to give one.'));
  const allowed = await tryLimits.mail(emailKeyOf(user.email));
  if (!allowed.ok) return allowed;
  await database.transaction((tx) =>
    mailConfirmation(tx, mails, { purpose: 'VERIFY_EMAIL', userId, email: user.email }),
  );
  return ok(user);
}
