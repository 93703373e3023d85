import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { deleteTotp } from '../db/totp-store.ts';
import type { SessionEnded, WrongCode, WrongPassword } from '../domain/refusals.ts';
import { objectionToRemoving } from '../domain/second-factor.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import type { Origin } from './origin.ts';
import { auditOwn, lockOwnFactors } from './own-factors.ts';
import { proveOwner } from './prove-owner.ts';

/** Turns two-step sign-in off, and forgets the recovery codes. */
export async function disableTotp(
  deps: Deps,
  person: Person,
  input: unknown,
  origin: Origin,
): Promise<Result<User, InvalidInput | RateLimited | WrongCode | WrongPassword | SessionEnded>> {
  const prove = await proveOwner(deps, person, input, origin);
  if (!prove.ok) return prove;
  return deps.database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { user, factors } = own.value;
    if (!factors.hasTotp) return refuse(invalidInput('Two-step sign-in is off already.'));
    const objection = objectionToRemoving(user, { ...factors, hasTotp: false }, deps.staffRule);
    if (objection) return refuse(objection);
    const proven = await prove.value(tx);
    if (!proven.ok) return proven;
    await deleteTotp(tx, user.id);
    await auditOwn(tx, person, 'disableTotp');
    return ok(user);
  });
}
