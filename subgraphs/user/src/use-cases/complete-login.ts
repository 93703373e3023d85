import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { countChallengeTry, findSecondFactorChallenge, takeChallenge } from '../db/challenge-store.ts';
import { lockUser } from '../db/user-store.ts';
import type { ChallengeEnded, WrongCode } from '../domain/refusals.ts';
import { hashChallenge } from '../identity/challenge.ts';
import type { Deps } from './deps.ts';
import { secondFactorCode } from './input-rules.ts';
import { countedAs, type LoginOrigin } from './origin.ts';
import { issueSignIn, openSession, type Asking, type OpenSession, type SignIn } from './sign-in.ts';
import { spendCode } from './spend-code.ts';

const inputSchema = z.object({ challenge: z.string().max(100), code: secondFactorCode });

type Refusal = InvalidInput | ChallengeEnded | WrongCode | RateLimited;

/** The second step of a sign-in, in the browser that made the first. Wrong codes make the next wait, as passwords do. */
export async function completeLogin(
  deps: Deps,
  input: unknown,
  { refreshToken, browser }: Asking,
  origin: LoginOrigin,
): Promise<Result<SignIn, Refusal>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { code } = parsed.value;
  const { database, tryLimits } = deps;
  const allowed = await tryLimits.secondFactor(origin.addressHash);
  if (!allowed.ok) return allowed;
  const hash = hashChallenge(parsed.value.challenge, browser);
  const userId = await findSecondFactorChallenge(database.db, hash);
  if (userId === null) return refuse({ kind: 'challengeEnded' });
  const account = countedAs(userId, await origin.knownDevice(userId));
  const turn = await tryLimits.code.take(account);
  if (!turn.ok) return turn;
  if (!(await countChallengeTry(database.db, hash))) return refuse({ kind: 'challengeEnded' });

  const open = await database.transaction<Result<OpenSession, Refusal>>(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user === null || user.isDisabled) return refuse({ kind: 'challengeEnded' });
    if (!(await spendCode(deps, tx, userId, code))) return refuse({ kind: 'wrongCode' });
    // Spent all the same: of two who answer one challenge, the other has signed in.
    if (!(await takeChallenge(tx, { hash, purpose: 'SECOND_FACTOR', userId })))
      return refuse({ kind: 'challengeEnded' });
    return ok(await openSession(tx, user, refreshToken, { ...origin, isSecondFactorProven: true }));
  });
  if (!open.ok) return open;
  await tryLimits.code.forget(account);
  return ok(await issueSignIn(deps, open.value));
}
