import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf } from '../db/session-store.ts';
import { findStaffRole } from '../db/staff-role-store.ts';
import { changeRole } from '../db/user-store.ts';
import { objectionToRole } from '../domain/administration.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { lockForAdmin } from './lock-for-admin.ts';

/** Gives a user another role, and ends the sessions that were opened with the old one. */
export function setUserRole(
  { database }: Deps,
  actor: Person,
  { userId, role, staffRoleId }: { readonly userId: string; readonly role: Role; readonly staffRoleId: string | null },
): Promise<Result<User, InvalidInput | NotFound | Forbidden>> {
  return database.transaction(async (tx) => {
    const locked = await lockForAdmin(tx, actor, { action: 'setUserRole', userId });
    if (!locked.ok) return locked;
    const { user, admins } = locked.value;
    if (user.role === role && user.staffRoleId === staffRoleId) return ok(user);
    const objection = objectionToRole(user, { role, staffRoleId }, admins);
    if (objection) return refuse(objection);
    if (staffRoleId !== null && (await findStaffRole(tx, idOrNil(staffRoleId))) === null)
      return refuse({ kind: 'notFound', what: 'role', field: ['input', 'staffRoleId'] });
    await endSessionsOf(tx, user.id);
    await recordAudit(tx, {
      actorId: actor.userId,
      action: 'setUserRole',
      subjectId: user.id,
      details: {
        before: { role: user.role, staffRoleId: user.staffRoleId },
        after: { role, staffRoleId },
      },
    });
    return ok(await changeRole(tx, user.id, { role, staffRoleId }));
  });
}
