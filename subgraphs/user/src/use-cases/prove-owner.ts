import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findCredentials, lockUserWithPassword } from '../db/user-store.ts';
import type { WrongCode, WrongPassword } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { secondFactorCode, triedPassword } from './input-rules.ts';
import { placeOf, type Origin } from './origin.ts';
import { spendCode } from './spend-code.ts';

const inputSchema = z.object({ password: triedPassword.nullish(), code: secondFactorCode.nullish() });

/** Tells in a transaction whether the person at the keyboard is the owner still. */
type Proof = (tx: Tx) => Promise<Result<void, WrongCode | WrongPassword>>;

/** Reads a password or a code, one of which shows that nobody else sits at an open session. */
export async function proveOwner(
  deps: Deps,
  { userId, sessionId }: Person,
  input: unknown,
  origin: Origin,
): Promise<Result<Proof, InvalidInput | RateLimited | WrongPassword>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { password, code } = parsed.value;
  const { database, passwords, tryLimits } = deps;
  if (typeof code === 'string') {
    const turn = await tryLimits.code.take(sessionId);
    if (!turn.ok) return turn;
    return ok(async (tx) => {
      if (!(await spendCode(deps, tx, userId, code))) return refuse({ kind: 'wrongCode' });
      await tryLimits.code.forget(sessionId);
      return ok(undefined);
    });
  }
  if (typeof password !== 'string')
    return refuse(invalidInput('Give your password, or a code of your authenticator app.', 'input', 'password'));
  const turn = await tryLimits.password.take(sessionId);
  if (!turn.ok) return turn;
  const passwordHash = (await findCredentials(database.db, userId))?.passwordHash ?? null;
  const fits = await passwords.verify(passwordHash, password, placeOf(origin));
  if (!fits.ok) return fits;
  if (!fits.value || passwordHash === null) return refuse({ kind: 'wrongPassword', field: ['input', 'password'] });
  await tryLimits.password.forget(sessionId);
  return ok(async (tx) =>
    (await lockUserWithPassword(tx, userId, passwordHash)) === null
      ? refuse({ kind: 'wrongPassword', field: ['input', 'password'] })
      : ok(undefined),
  );
}
