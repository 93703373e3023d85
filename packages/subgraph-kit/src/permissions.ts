/** What a user is to the shop. Mirrors the SDL enum. */
export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN';

/** What staff may do. Mirrors the SDL enum of the user subgraph, which says what each is. */
export const PERMISSIONS = [
  'READ_ORDERS',
  'MANAGE_ORDERS',
  'REFUND_PAYMENTS',
  'MANAGE_CATALOGUE',
  'CHANGE_PRICES',
  'MANAGE_STOCK',
  'READ_CUSTOMERS',
  'MANAGE_CUSTOMERS',
  'REPAIR',
  'READ_AUDIT_LOG',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const isPermission = (name: string): name is Permission => PERMISSIONS.some((each) => each === name);

/** What a role may do unless a staff role says otherwise. Only admins give roles, whatever permissions others have. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  CUSTOMER: [],
  STAFF: PERMISSIONS.filter((each) => each !== 'MANAGE_CUSTOMERS' && each !== 'READ_AUDIT_LOG'),
  ADMIN: PERMISSIONS,
};

/**
 * The permissions that a token or a statement names. One that names none is of a built-in role; a name that is not known
 * here is of a later version, and opens nothing.
 */
export const permissionsNamed = (role: Role, names: readonly string[] | undefined): readonly Permission[] =>
  names === undefined ? ROLE_PERMISSIONS[role] : names.filter(isPermission);

// Who changes something sees it, and it would be in vain to be allowed the one without the other.
const IMPLIED: Readonly<Partial<Record<Permission, Permission>>> = {
  MANAGE_ORDERS: 'READ_ORDERS',
  REFUND_PAYMENTS: 'READ_ORDERS',
  CHANGE_PRICES: 'MANAGE_CATALOGUE',
  MANAGE_CUSTOMERS: 'READ_CUSTOMERS',
  REPAIR: 'READ_ORDERS',
  READ_AUDIT_LOG: 'READ_CUSTOMERS',
};

/** Permissions with those that they need, each once, in the order of {@link PERMISSIONS}. */
export function withImplied(permissions: readonly Permission[]): readonly Permission[] {
  const all = new Set(permissions.flatMap((each) => [each, IMPLIED[each] ?? each]));
  return PERMISSIONS.filter((each) => all.has(each));
}
