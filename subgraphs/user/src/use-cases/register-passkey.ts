import { z } from 'zod';
import { newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { insertChallenge, takeChallenge } from '../db/challenge-store.ts';
import { insertPasskey } from '../db/passkey-store.ts';
import { markSecondFactor } from '../db/session-store.ts';
import type { ChallengeEnded, SessionEnded, WrongPasskey } from '../domain/refusals.ts';
import { MAX_PASSKEYS, objectionToAdding } from '../domain/second-factor.ts';
import { hashChallenge, newChallenge } from '../identity/challenge.ts';
import { challengeOf, passkeyRegistration } from '../identity/webauthn.ts';
import type { Deps } from './deps.ts';
import { passkeyName } from './input-rules.ts';
import { auditOwn, lockOwnFactors } from './own-factors.ts';

type OwnFactors = Extract<Awaited<ReturnType<typeof lockOwnFactors>>, { ok: true }>['value'];

function objectionToPasskey({ user, session, factors }: OwnFactors): InvalidInput | null {
  return factors.passkeys >= MAX_PASSKEYS
    ? invalidInput(`An account has at most ${MAX_PASSKEYS} passkeys. Remove one first.`)
    : objectionToAdding(user, factors, session);
}

/** What the browser makes a passkey from, as JSON. */
export function beginPasskeyRegistration(
  { database, webauthn }: Deps,
  person: Person,
  browser: string,
): Promise<Result<string, InvalidInput | SessionEnded>> {
  return database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { user, passkeys } = own.value;
    const objection = objectionToPasskey(own.value);
    if (objection) return refuse(objection);
    const challenge = newChallenge();
    await insertChallenge(tx, {
      hash: hashChallenge(challenge, browser),
      purpose: 'PASSKEY_REGISTRATION',
      userId: user.id,
    });
    const { id, name, email } = user;
    return ok(await webauthn.registrationOptions({ id, name, email: email ?? name }, challenge, passkeys));
  });
}

const inputSchema = z.object({ response: passkeyRegistration, name: passkeyName });

/** Takes the browser's new passkey. Whoever made it was there and verified, so the session has its second factor. */
export async function registerPasskey(
  { database, webauthn }: Deps,
  person: Person,
  input: unknown,
  browser: string,
): Promise<Result<void, InvalidInput | ChallengeEnded | WrongPasskey | SessionEnded>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { response, name } = parsed.value;
  const challenge = challengeOf(response);
  if (challenge === null) return refuse({ kind: 'wrongPasskey' });
  const hash = hashChallenge(challenge, browser);
  if (!(await takeChallenge(database.db, { hash, purpose: 'PASSKEY_REGISTRATION', userId: person.userId })))
    return refuse({ kind: 'challengeEnded' });
  const credential = await webauthn.verifyRegistration(response, challenge);
  if (credential === null) return refuse({ kind: 'wrongPasskey' });
  return database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { session } = own.value;
    const objection = objectionToPasskey(own.value);
    if (objection) return refuse(objection);
    const passkey = { ...credential, id: newId(), userId: person.userId, name };
    const inserted = await insertPasskey(tx, passkey);
    if (!inserted.ok) return inserted;
    await markSecondFactor(tx, session.id);
    await auditOwn(tx, person, 'registerPasskey', { passkeyId: passkey.id });
    return ok(undefined);
  });
}
