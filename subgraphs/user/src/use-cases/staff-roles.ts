import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { idOrNil, newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { singleLine } from '@storegraph/subgraph-kit/input/text';
import { PERMISSIONS, withImplied } from '@storegraph/subgraph-kit/permissions';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf } from '../db/session-store.ts';
import {
  changeStaffRole,
  deleteStaffRole,
  findStaffOfRole,
  findStaffRole,
  insertStaffRole,
} from '../db/staff-role-store.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { StaffRole } from '../domain/staff-role.ts';
import type { Deps } from './deps.ts';
import { lockAsAdmin } from './lock-for-admin.ts';

const inputSchema = z.object({
  name: singleLine('A name', 60),
  permissions: z.array(z.enum(PERMISSIONS)).transform(withImplied),
});

const roleNotFound: NotFound = { kind: 'notFound', what: 'role', field: ['input', 'staffRoleId'] };

/** Makes a role for staff. */
export async function createStaffRole(
  { database }: Deps,
  actor: Person,
  input: unknown,
): Promise<Result<StaffRole, InvalidInput | Forbidden>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const role = { id: newId(), ...parsed.value };
  return database.transaction(async (tx) => {
    const locked = await lockAsAdmin(tx, actor, { action: 'createStaffRole', subjectId: role.id });
    if (!locked.ok) return locked;
    const made = await insertStaffRole(tx, role);
    if (made.ok) await audit(tx, actor, 'createStaffRole', null, role);
    return made;
  });
}

/** Changes a role. Who has it signs in again, with what it may do now. */
export async function updateStaffRole(
  { database }: Deps,
  actor: Person,
  { staffRoleId, ...input }: { readonly staffRoleId: string; readonly name: unknown; readonly permissions: unknown },
): Promise<Result<StaffRole, InvalidInput | Forbidden | NotFound>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const role = { id: idOrNil(staffRoleId), ...parsed.value };
  return database.transaction(async (tx) => {
    const locked = await lockAsAdmin(tx, actor, { action: 'updateStaffRole', subjectId: role.id });
    if (!locked.ok) return locked;
    const before = await findStaffRole(tx, role.id);
    if (before === null) return refuse(roleNotFound);
    const changed = await changeStaffRole(tx, role);
    if (!changed.ok) return changed;
    for (const userId of await findStaffOfRole(tx, role.id)) await endSessionsOf(tx, userId);
    await audit(tx, actor, 'updateStaffRole', before, role);
    return changed;
  });
}

/** Removes a role that nobody has. */
export function removeStaffRole(
  { database }: Deps,
  actor: Person,
  { staffRoleId }: { readonly staffRoleId: string },
): Promise<Result<string, InvalidInput | Forbidden | NotFound>> {
  const id = idOrNil(staffRoleId);
  return database.transaction(async (tx) => {
    const locked = await lockAsAdmin(tx, actor, { action: 'deleteStaffRole', subjectId: id });
    if (!locked.ok) return locked;
    const role = await findStaffRole(tx, id);
    if (role === null) return refuse(roleNotFound);
    if ((await findStaffOfRole(tx, id)).length > 0)
      return refuse(invalidInput('Somebody has this role. Give them another one first.', 'input', 'staffRoleId'));
    await deleteStaffRole(tx, id);
    await audit(tx, actor, 'deleteStaffRole', role, null);
    return ok(id);
  });
}

const audit = (
  tx: Tx,
  { userId: actorId }: Person,
  action: string,
  before: StaffRole | null,
  after: StaffRole | null,
): Promise<void> =>
  recordAudit(tx, { actorId, action, subjectId: (before ?? after)?.id ?? actorId, details: { before, after } });
