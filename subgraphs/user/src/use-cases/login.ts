import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { findCredentialsByEmail, lockUserWithPassword } from '../db/user-store.ts';
import { emailAddress } from '../domain/email-address.ts';
import { triedPassword } from '../domain/password.ts';
import { invalidCredentials, type InvalidCredentials } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { issueSignIn, openSession, type SignIn } from './sign-in.ts';

const loginForm = z.object({ email: emailAddress, password: triedPassword });

export async function login(
  deps: Deps,
  input: { readonly form: z.input<typeof loginForm>; readonly refreshToken: string | null },
): Promise<Result<SignIn, InvalidInput | InvalidCredentials>> {
  const form = parseInput(loginForm, input.form);
  if (!form.ok) return form;
  const { database, passwords } = deps;
  const credentials = await findCredentialsByEmail(database.db, form.value.email);
  const fits = await passwords.verify(credentials?.passwordHash ?? null, form.value.password);
  if (!fits || !credentials?.passwordHash) return refuse(invalidCredentials());

  const { userId, passwordHash } = credentials;
  const open = await database.transaction(async (tx) => {
    const user = await lockUserWithPassword(tx, userId, passwordHash);
    return user && openSession(tx, user, input.refreshToken);
  });
  return open ? ok(await issueSignIn(deps, open)) : refuse(invalidCredentials());
}
