import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Permission, Role } from '@storegraph/subgraph-kit/permissions';
import { lockLinkedAccount, noteOutsideSession } from '../db/linked-account-store.ts';
import { endSessionsOf, findSession, insertSession } from '../db/session-store.ts';
import { findStaffRole } from '../db/staff-role-store.ts';
import { changeRole } from '../db/user-store.ts';
import { isOfEndedSession, type ProvidedIdentity } from '../domain/linked-account.ts';
import { isHeldBack } from '../domain/second-factor.ts';
import { permissionsOf } from '../domain/staff-role.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { againWhenLinked, findOrCreate } from './linked-user.ts';

/** What a trusted issuer's access token says, once the router has verified it. */
export type OutsideToken = ProvidedIdentity & {
  readonly issuedAt: Date;
  /** By the issuer's mapping; null where the shop gives roles itself. */
  readonly role: Role | null;
};

/** What the token opens. */
export type OutsideAdmission = {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
};

/**
 * Lets in who has a trusted issuer's token: whom nobody knows gets an account, as by signing in. All tokens of somebody
 * share a session, so that whatever ends sessions ends them, too; those that are out then open none again.
 * @returns null for who was locked out, whose session was ended, and who can have no account
 */
export const admitOutsideToken = (deps: Deps, token: OutsideToken): Promise<OutsideAdmission | null> =>
  againWhenLinked(() =>
    deps.database.transaction(async (tx) => {
      const found = await findOrCreate(tx, token);
      if (!found.ok || found.value.isDisabled) return null;
      const link = await lockLinkedAccount(tx, token);
      if (link === null || isOfEndedSession(link, token.issuedAt)) return null;
      const isNewest = link.lastIssuedAt === null || token.issuedAt >= link.lastIssuedAt;
      const user = isNewest ? await withRole(tx, found.value, token.role) : found.value;
      const session =
        (link.sessionId === null ? null : await findSession(tx, link.sessionId)) ??
        (await insertSession(tx, { id: newId(), userId: user.id, device: null, isSecondFactorProven: false }));
      const lastIssuedAt = isNewest ? token.issuedAt : link.lastIssuedAt;
      if (isNewest || session.id !== link.sessionId)
        await noteOutsideSession(tx, link.id, { sessionId: session.id, lastIssuedAt });
      if (isHeldBack(user, session, deps.staffRule))
        return { userId: user.id, sessionId: session.id, role: 'CUSTOMER' as const, permissions: [] };
      const staffRole = user.staffRoleId === null ? null : await findStaffRole(tx, user.staffRoleId);
      return { userId: user.id, sessionId: session.id, role: user.role, permissions: permissionsOf(user, staffRole) };
    }),
  );

/** Gives a user the role that the newest token says, and ends the sessions that were opened with another. */
async function withRole(tx: Tx, user: User, role: Role | null): Promise<User> {
  if (role === null || role === user.role) return user;
  await endSessionsOf(tx, user.id);
  await recordAudit(tx, {
    actorId: user.id,
    action: 'admitOutsideToken',
    subjectId: user.id,
    details: { before: { role: user.role, staffRoleId: user.staffRoleId }, after: { role, staffRoleId: null } },
  });
  return changeRole(tx, user.id, { role, staffRoleId: null });
}
