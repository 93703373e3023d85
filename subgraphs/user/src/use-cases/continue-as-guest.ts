import { z } from 'zod';
import { newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { insertGuest } from '../db/user-store.ts';
import { personName } from '../domain/person-name.ts';
import { phoneNumber } from '../domain/phone-number.ts';
import type { Deps } from './deps.ts';
import { issueSignIn, openSession, type SignIn } from './sign-in.ts';

const guestForm = z.object({ name: personName, phone: phoneNumber });

export async function continueAsGuest(
  deps: Deps,
  input: { readonly form: z.input<typeof guestForm>; readonly refreshToken: string | null },
): Promise<Result<SignIn, InvalidInput>> {
  const form = parseInput(guestForm, input.form);
  if (!form.ok) return form;
  const open = await deps.database.transaction(async (tx) => {
    const guest = await insertGuest(tx, { id: newId(), ...form.value });
    return openSession(tx, guest, input.refreshToken);
  });
  return ok(await issueSignIn(deps, open));
}
