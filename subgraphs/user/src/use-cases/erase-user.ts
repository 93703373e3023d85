import { userEvents } from '@storegraph/event-catalogue/user-events';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { eraseUserRows } from '../db/erasure-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { lockUser } from '../db/user-store.ts';
import { objectionToErasing } from '../domain/administration.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { lockForAdmin } from './lock-for-admin.ts';

/**
 * Erases somebody on an admin's word. Of who was erased before, the other subgraphs are told again: that is how data
 * goes that a backup has brought back.
 */
export function eraseUser(
  { database }: Deps,
  actor: Person,
  { userId }: { readonly userId: string },
): Promise<Result<User, InvalidInput | NotFound | Forbidden>> {
  return database.transaction(async (tx) => {
    const locked = await lockForAdmin(tx, actor, { action: 'eraseUser', userId });
    if (!locked.ok) return locked;
    const { user, admins } = locked.value;
    const objection = objectionToErasing(user, admins, 'input', 'userId');
    if (objection) return refuse(objection);
    const erased = await erase(tx, user);
    await recordAudit(tx, { actorId: actor.userId, action: 'eraseUser', subjectId: user.id, details: {} });
    return ok(erased);
  });
}

/** Erases a user whom the caller has locked, and has the other subgraphs do the same. */
export async function erase(tx: Tx, user: User): Promise<User> {
  await endSessionsOf(tx, user.id);
  await eraseUserRows(tx, user);
  await recordEvents(tx, [newEvent(userEvents.UserErased, { userId: user.id })]);
  const erased = await lockUser(tx, user.id);
  if (erased === null) throw new Error(`User ${user.id} is missing within the transaction that erased them`);
  return erased;
}
