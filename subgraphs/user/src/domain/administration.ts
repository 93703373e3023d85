import { invalidInput, type InvalidInput } from '@storegraph/subgraph-kit/result';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import type { User } from './user.ts';

/** Why `user` cannot be given a role, or null when they can. */
export function objectionToRole(
  user: User,
  { role, staffRoleId }: { readonly role: Role; readonly staffRoleId: string | null },
  activeAdmins: readonly string[],
): InvalidInput | null {
  if (staffRoleId !== null && role !== 'STAFF')
    return invalidInput('A role of the shop is for staff alone.', 'input', 'staffRoleId');
  if (user.isGuest && role !== 'CUSTOMER')
    return invalidInput('A guest has no password to sign in with. They must register first.', 'input', 'userId');
  if (!user.isEmailVerified && role !== 'CUSTOMER')
    return invalidInput('Their e-mail address is not confirmed, so that they could not sign in.', 'input', 'userId');
  if (role !== 'ADMIN' && activeAdmins.length === 1 && activeAdmins[0] === user.id)
    return invalidInput('This is the last admin. Make somebody else an admin first.', 'input', 'role');
  return null;
}

/**
 * Why `user` cannot be locked out by `actorId`, or null when they can. As no admin locks themselves out, an admin is
 * always left.
 */
export const objectionToDisabling = (user: User, actorId: string): InvalidInput | null =>
  user.id === actorId ? invalidInput('You cannot lock yourself out.', 'input', 'userId') : null;
