import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf } from '../db/session-store.ts';
import { changeDisabled } from '../db/user-store.ts';
import { objectionToDisabling } from '../domain/administration.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { lockForAdmin } from './lock-for-admin.ts';

/** Locks a user out and ends their sessions, or lets them in again. */
export function disableUser(
  { database }: Deps,
  actor: Person,
  { userId, disabled: isDisabled }: { readonly userId: string; readonly disabled: boolean },
): Promise<Result<User, InvalidInput | NotFound | Forbidden>> {
  return database.transaction(async (tx) => {
    const locked = await lockForAdmin(tx, actor, { action: 'disableUser', userId, permission: 'MANAGE_CUSTOMERS' });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    if (user.isDisabled === isDisabled) return ok(user);
    const objection = objectionToDisabling(user, actor.userId);
    if (objection) return refuse(objection);
    await endSessionsOf(tx, user.id);
    await recordAudit(tx, {
      actorId: actor.userId,
      action: 'disableUser',
      subjectId: user.id,
      details: { before: { isDisabled: user.isDisabled }, after: { isDisabled } },
    });
    return ok(await changeDisabled(tx, user.id, isDisabled));
  });
}
