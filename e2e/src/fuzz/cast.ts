import { randomUUID } from 'node:crypto';
import { PERMISSIONS, type Permission } from '@storegraph/subgraph-kit/permissions';
import { documents } from '../actors/documents.ts';
import { newCustomer, newGuest } from '../actors/shopper.ts';
import { hireStaff, type Staff } from '../actors/staff.ts';
import { createVisitor, type Visitor } from '../actors/visitor.ts';

/** Everybody who may ask: staff by their roles, and with each permission alone. */
export const ROLES = ['anonymous', 'guest', 'customer', ...PERMISSIONS, 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const isPermission = (role: Role): role is Permission => PERMISSIONS.some((each) => each === role);

/** Somebody new in that role, who is signed in. */
export async function somebody(url: string, role: Role, admin: Staff): Promise<Visitor> {
  if (role === 'anonymous') return createVisitor(url);
  if (role === 'guest') return (await newGuest(url)).visitor;
  if (role === 'customer') return (await newCustomer(url)).visitor;
  if (!isPermission(role)) return (await hireStaff(url, admin, role === 'admin' ? 'ADMIN' : 'STAFF')).visitor;
  const { createStaffRole } = await admin.visitor.read(documents.createStaffRole, {
    input: { name: `${role} ${randomUUID()}`.slice(0, 60), permissions: [role] },
  });
  return (await hireStaff(url, admin, 'STAFF', createStaffRole.staffRole.id)).visitor;
}
