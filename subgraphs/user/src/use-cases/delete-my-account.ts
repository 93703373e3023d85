import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findCredentials, lockAdmins, lockUser } from '../db/user-store.ts';
import { objectionToErasing } from '../domain/administration.ts';
import type { SessionEnded, WrongCode, WrongPassword } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { erase } from './erase-user.ts';
import type { Origin } from './origin.ts';
import { proveOwner } from './prove-owner.ts';

type Refusal = InvalidInput | RateLimited | WrongCode | WrongPassword | SessionEnded;

/** Erases who asks. Their session alone is not enough where there is a password: it may be open on another's screen. */
export async function deleteMyAccount(
  deps: Deps,
  person: Person,
  input: { readonly password?: string | null | undefined; readonly code?: string | null | undefined },
  origin: Origin,
): Promise<Result<User, Refusal>> {
  const { database } = deps;
  const hasPassword = (await findCredentials(database.db, person.userId))?.passwordHash !== null;
  // A guest who gives one takes themselves for somebody else.
  const prove =
    hasPassword || input.password ? await proveOwner(deps, person, input, origin) : ok(proveNoPassword(person.userId));
  if (!prove.ok) return prove;
  return database.transaction(async (tx): Promise<Result<User, Refusal>> => {
    // First, as whoever changes staff does: two last admins cannot both go.
    const admins = await lockAdmins(tx);
    const user = await lockUser(tx, person.userId);
    if (user === null || user.isErased) return refuse({ kind: 'sessionEnded' });
    const objection = objectionToErasing(user, admins);
    if (objection) return refuse(objection);
    const proven = await prove.value(tx);
    return proven.ok ? ok(await erase(tx, user)) : proven;
  });
}

/** A guest may have registered since. */
const proveNoPassword =
  (userId: string) =>
  async (tx: Tx): Promise<Result<void, WrongPassword>> =>
    (await findCredentials(tx, userId))?.passwordHash === null
      ? ok(undefined)
      : refuse({ kind: 'wrongPassword', field: ['input', 'password'] });
