import { z } from 'zod';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { findCredentialsByEmail, lockUserWithPassword } from '../db/user-store.ts';
import type { InvalidCredentials } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { triedPassword } from './input-rules.ts';
import { issueSignIn, openSession, type SignIn } from './sign-in.ts';

const inputSchema = z.object({ email: emailAddress, password: triedPassword });

export async function login(
  deps: Deps,
  input: unknown,
  refreshToken: string | null,
): Promise<Result<SignIn, InvalidInput | InvalidCredentials>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password } = parsed.value;
  const { database, passwords } = deps;
  const credentials = await findCredentialsByEmail(database.db, email);
  const fits = await passwords.verify(credentials?.passwordHash ?? null, password);
  if (!fits || !credentials?.passwordHash) return refuse({ kind: 'invalidCredentials' });

  const { userId, passwordHash } = credentials;
  const open = await database.transaction(async (tx) => {
    const user = await lockUserWithPassword(tx, userId, passwordHash);
    return user && openSession(tx, user, refreshToken);
  });
  return open ? ok(await issueSignIn(deps, open)) : refuse({ kind: 'invalidCredentials' });
}
