import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { StaffRole } from '../domain/staff-role.ts';
import { staffRoleTable, userTable } from './schema.ts';

const { id, name, permissions } = staffRoleTable;
const columns = { id, name, permissions };

const rolesById = statement('user.findStaffRoles', { ids: listOf(id) }, (db, { ids }) =>
  db.select(columns).from(staffRoleTable).where(oneOf(id, ids)),
);

export const findStaffRoles = (db: Db, ids: readonly string[]): Promise<StaffRole[]> => rolesById(db, { ids });

export async function findStaffRole(db: Db, id: string): Promise<StaffRole | null> {
  const [role] = await findStaffRoles(db, [id]);
  return role ?? null;
}

const allRoles = statement('user.listStaffRoles', {}, (db) =>
  db.select(columns).from(staffRoleTable).orderBy(asc(name), asc(id)),
);

export const listStaffRoles = (db: Db): Promise<StaffRole[]> => allRoles(db, {});

export const insertStaffRole = (tx: Tx, role: StaffRole): Promise<Result<StaffRole, InvalidInput>> =>
  refusingTakenName(role, () => tx.named('user.insertStaffRole').insert(staffRoleTable).values(role));

export const changeStaffRole = (tx: Tx, { id, ...role }: StaffRole): Promise<Result<StaffRole, InvalidInput>> =>
  refusingTakenName({ id, ...role }, () =>
    tx.named('user.changeStaffRole').update(staffRoleTable).set(role).where(eq(staffRoleTable.id, id)),
  );

async function refusingTakenName(
  role: StaffRole,
  write: () => Promise<unknown>,
): Promise<Result<StaffRole, InvalidInput>> {
  try {
    await write();
    return ok(role);
  } catch (error) {
    if (duplicateKeyOf(error) === 'staff_role_name')
      return refuse(invalidInput('There is a role of this name.', 'input', 'name'));
    throw error;
  }
}

export async function deleteStaffRole(tx: Tx, roleId: string): Promise<void> {
  await tx.named('user.deleteStaffRole').delete(staffRoleTable).where(eq(id, roleId));
}

const holders = statement('user.findStaffOfRole', { staffRoleId: userTable.staffRoleId }, (db, { staffRoleId }) =>
  db.select({ id: userTable.id }).from(userTable).where(eq(userTable.staffRoleId, staffRoleId)),
);

/** The ids of who has a role. */
export async function findStaffOfRole(db: Db, roleId: string): Promise<string[]> {
  return (await holders(db, { staffRoleId: roleId })).map((user) => user.id);
}
