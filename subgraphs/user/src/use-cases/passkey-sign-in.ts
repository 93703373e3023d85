import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { insertChallenge, takeChallenge } from '../db/challenge-store.ts';
import { findPasskeyByCredential, usePasskey } from '../db/passkey-store.ts';
import { lockUser } from '../db/user-store.ts';
import type { ChallengeEnded, WrongPasskey } from '../domain/refusals.ts';
import { hashChallenge, newChallenge } from '../identity/challenge.ts';
import { challengeOf, passkeySignIn } from '../identity/webauthn.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';
import { issueSignIn, openSession, type Asking, type OpenSession, type SignIn } from './sign-in.ts';

/** What the browser looks for a passkey by, as JSON: of whom is for the passkey to say. */
export async function beginPasskeySignIn(
  { database, webauthn, tryLimits }: Deps,
  browser: string,
  { addressHash }: Origin,
): Promise<Result<string, RateLimited>> {
  const allowed = await tryLimits.passkey(addressHash);
  if (!allowed.ok) return allowed;
  const challenge = newChallenge();
  await insertChallenge(database.db, {
    hash: hashChallenge(challenge, browser),
    purpose: 'PASSKEY_SIGN_IN',
    userId: null,
  });
  return ok(await webauthn.signInOptions(challenge));
}

const inputSchema = z.object({ response: passkeySignIn });

type Refusal = InvalidInput | ChallengeEnded | WrongPasskey | RateLimited;

/** Signs in by a passkey alone: something that its owner has, unlocked by what they know or are, which makes two factors. */
export async function signInWithPasskey(
  deps: Deps,
  input: unknown,
  { refreshToken, browser }: Asking,
  origin: Origin,
): Promise<Result<SignIn, Refusal>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { response } = parsed.value;
  const { database, webauthn } = deps;
  const challenge = challengeOf(response);
  if (challenge === null) return refuse({ kind: 'wrongPasskey' });
  const asked = { hash: hashChallenge(challenge, browser), purpose: 'PASSKEY_SIGN_IN', userId: null } as const;
  if (!(await takeChallenge(database.db, asked))) return refuse({ kind: 'challengeEnded' });
  const passkey = await findPasskeyByCredential(database.db, response.id);
  const count = passkey && (await webauthn.verifySignIn(response, challenge, passkey));
  if (passkey === null || count === null) return refuse({ kind: 'wrongPasskey' });

  const { id, userId } = passkey;
  const open = await database.transaction<Result<OpenSession, WrongPasskey>>(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user === null || user.isDisabled) return refuse({ kind: 'wrongPasskey' });
    if (!(await usePasskey(tx, id, count))) {
      const details = { refused: 'passkeyCopied', passkeyId: id };
      await recordAudit(tx, { actorId: userId, action: 'signInWithPasskey', subjectId: userId, details });
      return refuse({ kind: 'wrongPasskey' });
    }
    return ok(await openSession(tx, user, refreshToken, { ...origin, isSecondFactorProven: true }));
  });
  return open.ok ? ok(await issueSignIn(deps, open.value)) : open;
}
