import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { endSessionsOf } from '../db/session-store.ts';
import { changePasswordHash, findCredentials, lockUserWithPassword } from '../db/user-store.ts';
import { newPassword, triedPassword } from '../domain/password.ts';
import { invalidInput, wrongPassword, type InvalidCredentials } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';

const passwordForm = z.object({ currentPassword: triedPassword, newPassword });

/** Sets a new password and ends every session but this one. */
export async function changePassword(
  { database, passwords }: Deps,
  input: { readonly userId: string; readonly sessionId: string; readonly form: z.input<typeof passwordForm> },
): Promise<Result<User, InvalidInput | InvalidCredentials>> {
  const form = parseInput(passwordForm, input.form);
  if (!form.ok) return form;
  const { userId, sessionId } = input;
  const oldHash = (await findCredentials(database.db, userId))?.passwordHash ?? null;
  if (oldHash === null) return refuse(invalidInput('A guest has no password yet. Register to get one.', null));
  if (!(await passwords.verify(oldHash, form.value.currentPassword))) return refuse(wrongPassword());
  const newHash = await passwords.hash(form.value.newPassword);

  return database.transaction(async (tx) => {
    // Another change may have come first while this one was hashing; then the password that was given is no longer the
    // current one.
    if ((await lockUserWithPassword(tx, userId, oldHash)) === null) return refuse(wrongPassword());
    await endSessionsOf(tx, userId, { except: sessionId });
    return ok(await changePasswordHash(tx, userId, newHash));
  });
}
