import type { Role } from '../graphql/__generated__/graphql.ts';

const staffRoles: Readonly<Record<Role, boolean>> = { CUSTOMER: false, STAFF: true, ADMIN: true };

/** Whether the staff area is shown to a role. What it may do there is the subgraphs' to say. */
export const isStaff = (role: Role): boolean => staffRoles[role];
