import { randomUUID } from 'node:crypto';
import { PERMISSIONS, type Permission } from '@storegraph/subgraph-kit/permissions';
import { documents } from './documents.ts';
import { newCustomer, newGuest } from './shopper.ts';
import { hireStaff, type Staff } from './staff.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Everybody who may ask: staff by their roles, and with each permission alone. */
export const ROLES = ['anonymous', 'guest', 'customer', ...PERMISSIONS, 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const isPermission = (name: string): name is Permission => PERMISSIONS.some((each) => each === name);

/** Somebody new in that role, who is signed in. */
export async function somebody(
  url: string,
  role: Role,
  admin: Staff,
): Promise<{ readonly id: string | null; readonly visitor: Visitor }> {
  if (role === 'anonymous') return { id: null, visitor: createVisitor(url) };
  if (role === 'guest') return newGuest(url);
  if (role === 'customer') return newCustomer(url);
  if (!isPermission(role)) return hireStaff(url, admin, role === 'admin' ? 'ADMIN' : 'STAFF');
  const { createStaffRole } = await admin.visitor.read(documents.createStaffRole, {
    input: { name: `${role} ${randomUUID()}`.slice(0, 60), permissions: [role] },
  });
  return hireStaff(url, admin, 'STAFF', createStaffRole.staffRole.id);
}
