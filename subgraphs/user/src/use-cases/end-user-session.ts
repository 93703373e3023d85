import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSession } from '../db/session-store.ts';
import { sessionNotFound, type Forbidden, type NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { lockForAdmin } from './lock-for-admin.ts';

/** Signs one device of a user out. */
export function endUserSession(
  { database }: Deps,
  actor: Person,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<Result<User, NotFound | Forbidden>> {
  const action = 'endUserSession';
  return database.transaction(async (tx) => {
    const locked = await lockForAdmin(tx, actor, { action, userId, permission: 'MANAGE_CUSTOMERS' });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const id = idOrNil(sessionId);
    if ((await endSession(tx, id, { userId: user.id })) === 0) return refuse(sessionNotFound);
    await recordAudit(tx, {
      actorId: actor.userId,
      action,
      subjectId: user.id,
      details: { before: { sessionId: id }, after: {} },
    });
    return ok(user);
  });
}
