import { parseId } from '@storegraph/subgraph-kit/id';
import { isAllowed } from '@storegraph/subgraph-kit/graphql/policy';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import { permissionsOf, type StaffRole } from '../domain/staff-role.ts';
import type { User as UserDomain } from '../domain/user.ts';
import type { Loaders } from '../loaders.ts';

export const User = {
  // Another user's account is answered as one that does not exist, and is not even looked for.
  __resolveReference: async (reference, { viewer, loaders }) => {
    const id = parseId(reference.id);
    return id !== null && isAllowed(viewer, 'owner', { ownerId: () => id, seenBy: 'READ_CUSTOMERS' })
      ? loaders.user.load(id)
      : null;
  },
  phone: ({ phone }) => phone || null,
  staffRole: (user, _, { loaders }) => staffRoleOf(user, loaders),
  permissions: async (user, _, { loaders }) => permissionsOf(user, await staffRoleOf(user, loaders)),
  hasSecondFactor: async (user, _, { loaders }) => (await loaders.totpOf.load(user.id)) !== null,
  recoveryCodesLeft: (user, _, { loaders }) => loaders.recoveryCodesOf.load(user.id),
  linkedAccounts: (user, _, { loaders }) => loaders.linkedAccountsOf.load(user.id),
  passkeys: (user, _, { loaders }) => loaders.passkeysOf.load(user.id),
  addresses: (user, _, { loaders }) => loaders.addressesOf.load(user.id),
  defaultAddress: async (user, _, { loaders }) =>
    (await loaders.addressesOf.load(user.id)).find(({ isDefault }) => isDefault) ?? null,
  sessions: (user, _, { loaders }) => loaders.sessionsOf.load(user.id),
} satisfies UserResolvers;

const staffRoleOf = async ({ staffRoleId }: UserDomain, loaders: Loaders): Promise<StaffRole | null> =>
  staffRoleId === null ? null : loaders.staffRole.load(staffRoleId);
