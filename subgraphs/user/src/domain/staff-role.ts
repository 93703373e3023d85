import { ROLE_PERMISSIONS, type Permission } from '@storegraph/subgraph-kit/permissions';
import type { User } from './user.ts';

/** A name for some permissions, made by the shop. */
export type StaffRole = {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
};

/**
 * What a user may do.
 * @param staffRole - the one that the user has, if any
 */
export const permissionsOf = ({ role }: Pick<User, 'role'>, staffRole: StaffRole | null): readonly Permission[] =>
  staffRole?.permissions ?? ROLE_PERMISSIONS[role];
