import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { phoneNumber } from '@storegraph/subgraph-kit/input/phone-number';
import { optional } from '@storegraph/subgraph-kit/input/text';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { changeProfile, lockUser } from '../db/user-store.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { personName } from './input-rules.ts';

const inputSchema = z.object({ name: personName.nullish(), phone: optional(phoneNumber).optional() });

/** Changes what is given. Answers null when the user is gone, or locked out by now. */
export async function updateProfile(
  { database }: Deps,
  { userId }: Person,
  input: unknown,
): Promise<Result<User, InvalidInput> | null> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user === null || user.isDisabled) return null;
    const name = parsed.value.name ?? user.name;
    const phone = parsed.value.phone === undefined ? user.phone : parsed.value.phone;
    if (user.isGuest && phone === null)
      return refuse(invalidInput('A guest is reached by phone. Register to shop without one.', 'input', 'phone'));
    return ok(await changeProfile(tx, user.id, { name, phone }));
  });
}
