import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { changeProfile, lockUser } from '../db/user-store.ts';
import { personName } from '../domain/person-name.ts';
import { phoneNumber } from '../domain/phone-number.ts';
import { invalidInput } from '../domain/refusals.ts';
import { optional } from '../domain/text.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';

const profileForm = z.object({ name: personName.nullish(), phone: optional(phoneNumber).optional() });

/** Changes what is given. Answers null when the user is gone. */
export async function updateProfile(
  { database }: Deps,
  input: { readonly userId: string; readonly form: z.input<typeof profileForm> },
): Promise<Result<User, InvalidInput> | null> {
  const form = parseInput(profileForm, input.form);
  if (!form.ok) return form;
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, input.userId);
    if (user === null) return null;
    const name = form.value.name ?? user.name;
    const phone = form.value.phone === undefined ? user.phone : form.value.phone;
    if (user.isGuest && phone === null)
      return refuse(invalidInput('A guest is reached by phone. Register to shop without one.', ['input', 'phone']));
    return ok(await changeProfile(tx, user.id, { name, phone }));
  });
}
