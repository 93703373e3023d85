import { z } from 'zod';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { findCredentialsByEmail, lockUserWithPassword } from '../db/user-store.ts';
import { emailKeyOf } from '../domain/email-key.ts';
import type { InvalidCredentials } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { triedPassword } from './input-rules.ts';
import { countedAs, placeOf, type LoginOrigin } from './origin.ts';
import { issueSignIn, passFirstFactor, type Asking, type SecondFactorRequired, type SignIn } from './sign-in.ts';

const inputSchema = z.object({ email: emailAddress, password: triedPassword });

type Refusal = InvalidInput | InvalidCredentials | RateLimited;

/**
 * Signs in by a password. Wrong ones make the next wait, alike for addresses without an account; a device on which the
 * account was signed in to before is counted for itself, so that strangers cannot shut its owner out.
 */
export async function login(
  deps: Deps,
  input: unknown,
  asking: Asking,
  origin: LoginOrigin,
): Promise<Result<SignIn | SecondFactorRequired, Refusal>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password } = parsed.value;
  const { database, passwords, tryLimits } = deps;
  const allowed = await tryLimits.login(origin.addressHash);
  if (!allowed.ok) return allowed;
  const credentials = await findCredentialsByEmail(database.db, email);
  const device = credentials && (await origin.knownDevice(credentials.userId));
  const account = countedAs(emailKeyOf(email), device);
  const turn = await tryLimits.password.take(account);
  if (!turn.ok) return turn;
  const place = { ...placeOf(origin), isPreferred: device !== null };
  const fits = await passwords.verify(credentials?.passwordHash ?? null, password, place);
  if (!fits.ok) return fits;
  if (!fits.value || !credentials?.passwordHash) return refuse({ kind: 'invalidCredentials' });
  await tryLimits.password.forget(account);

  const { userId, passwordHash } = credentials;
  const passed = await database.transaction(async (tx) => {
    const user = await lockUserWithPassword(tx, userId, passwordHash);
    return user && passFirstFactor(tx, user, asking, origin);
  });
  if (passed === null) return refuse({ kind: 'invalidCredentials' });
  return ok('challenge' in passed ? passed : await issueSignIn(deps, passed));
}
