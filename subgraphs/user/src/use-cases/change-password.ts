import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf } from '../db/session-store.ts';
import { changePasswordHash, findCredentials, lockUserWithPassword } from '../db/user-store.ts';
import type { WrongPassword } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { newPassword, triedPassword } from './input-rules.ts';

const inputSchema = z.object({ currentPassword: triedPassword, newPassword });

/** Sets a new password and ends every session but this one. */
export async function changePassword(
  { database, passwords }: Deps,
  { userId, sessionId }: Person,
  input: unknown,
): Promise<Result<User, InvalidInput | WrongPassword>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const oldHash = (await findCredentials(database.db, userId))?.passwordHash ?? null;
  if (oldHash === null) return refuse(invalidInput('A guest has no password yet. Register to get one.'));
  if (!(await passwords.verify(oldHash, parsed.value.currentPassword))) return refuse({ kind: 'wrongPassword' });
  const newHash = await passwords.hash(parsed.value.newPassword);

  return database.transaction(async (tx) => {
    // Another change may have come first while this one was hashing; then the password that was given is no longer the
    // current one.
    if ((await lockUserWithPassword(tx, userId, oldHash)) === null) return refuse({ kind: 'wrongPassword' });
    await endSessionsOf(tx, userId, { except: sessionId });
    return ok(await changePasswordHash(tx, userId, newHash));
  });
}
