import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findSession } from '../db/session-store.ts';
import { lockAdmins, lockUser } from '../db/user-store.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';

/**
 * Locks the user whom an admin is about to change, and all admins, so that two who demote each other act one after the
 * other. The access token alone does not make an admin: it outlives the session and the role that it was issued for,
 * and would let an admin who was just demoted restore themselves. A refusal of theirs is noted.
 */
export async function lockForAdmin(
  tx: Tx,
  actor: Person,
  { action, userId }: { readonly action: string; readonly userId: string },
): Promise<Result<{ readonly user: User; readonly admins: readonly string[] }, Forbidden | NotFound>> {
  const admins = await lockAdmins(tx);
  const session = await findSession(tx, actor.sessionId);
  if (!admins.includes(actor.userId) || session?.userId !== actor.userId) {
    const { role } = actor;
    await recordAudit(tx, {
      actorId: actor.userId,
      action,
      subjectId: idOrNil(userId),
      details: { refused: 'forbidden', role },
    });
    return refuse({ kind: 'forbidden' });
  }
  const user = await lockUser(tx, idOrNil(userId));
  return user ? ok({ user, admins }) : refuse({ kind: 'notFound', what: 'user', field: ['input', 'userId'] });
}
