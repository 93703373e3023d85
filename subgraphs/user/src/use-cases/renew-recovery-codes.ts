import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { replaceRecoveryCodes } from '../db/totp-store.ts';
import type { SessionEnded, WrongCode, WrongPassword } from '../domain/refusals.ts';
import { hashRecoveryCode, newRecoveryCodes } from '../identity/recovery-codes.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';
import { auditOwn, lockOwnFactors } from './own-factors.ts';
import { proveOwner } from './prove-owner.ts';

/** Replaces the recovery codes. The old ones open nothing any more. */
export async function renewRecoveryCodes(
  deps: Deps,
  person: Person,
  input: unknown,
  origin: Origin,
): Promise<Result<readonly string[], InvalidInput | RateLimited | WrongCode | WrongPassword | SessionEnded>> {
  const prove = await proveOwner(deps, person, input, origin);
  if (!prove.ok) return prove;
  return deps.database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    if (!own.value.factors.hasTotp)
      return refuse(invalidInput('Recovery codes belong to two-step sign-in. Turn it on first.'));
    const proven = await prove.value(tx);
    if (!proven.ok) return proven;
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(tx, person.userId, codes.map(hashRecoveryCode));
    await auditOwn(tx, person, 'renewRecoveryCodes');
    return ok(codes);
  });
}
