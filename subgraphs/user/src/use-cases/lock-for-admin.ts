import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { Permission } from '@storegraph/subgraph-kit/permissions';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { may, type Person } from '@storegraph/subgraph-kit/viewer';
import { lockAdmins, lockUser } from '../db/user-store.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import { isAdmitted } from '../identity/admit.ts';

/** What is about to be done, and to what. */
type Action = { readonly action: string; readonly subjectId: string };

/**
 * Locks all admins, so that what they do to staff happens one after the other, and checks that `actor` is one. The access
 * token alone does not make an admin: the role may be lost while the request is on its way. A refusal is noted.
 */
export async function lockAsAdmin(
  tx: Tx,
  actor: Person,
  { action, subjectId }: Action,
  isElse: (hasSession: boolean) => Promise<boolean> = async () => false,
): Promise<Result<readonly string[], Forbidden>> {
  const admins = await lockAdmins(tx);
  const hasSession = await isAdmitted(tx, actor);
  if ((hasSession && admins.includes(actor.userId)) || (await isElse(hasSession))) return ok(admins);
  const { userId: actorId, role } = actor;
  await recordAudit(tx, { actorId, action, subjectId, details: { refused: 'forbidden', role } });
  return refuse({ kind: 'forbidden' });
}

/**
 * Locks the user whom an admin is about to change.
 * @param permission - lets other staff do it to customers
 */
export async function lockForAdmin(
  tx: Tx,
  actor: Person,
  {
    action,
    userId,
    permission,
  }: { readonly action: string; readonly userId: string; readonly permission?: Permission },
): Promise<Result<{ readonly user: User; readonly admins: readonly string[] }, Forbidden | NotFound>> {
  const subjectId = idOrNil(userId);
  // A session ends when its permissions change, so while it lasts those of the token are right.
  const isForOthers = async (hasSession: boolean): Promise<boolean> =>
    hasSession &&
    permission !== undefined &&
    may(actor, permission) &&
    ((await lockUser(tx, subjectId))?.role ?? 'CUSTOMER') === 'CUSTOMER';
  const admins = await lockAsAdmin(tx, actor, { action, subjectId }, isForOthers);
  if (!admins.ok) return admins;
  const user = await lockUser(tx, subjectId);
  return user
    ? ok({ user, admins: admins.value })
    : refuse({ kind: 'notFound', what: 'user', field: ['input', 'userId'] });
}
