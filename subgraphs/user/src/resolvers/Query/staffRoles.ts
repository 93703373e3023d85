import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listStaffRoles } from '../../db/staff-role-store.ts';

export const staffRoles: NonNullable<QueryResolvers['staffRoles']> = (_, __, { deps }) =>
  listStaffRoles(deps.database.db);
