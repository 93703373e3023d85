import { invalidInput, type InvalidInput } from '@storegraph/subgraph-kit/result';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import type { User } from './user.ts';

const LAST_ADMIN = 'This is the last admin. Make somebody else an admin first.';
const ERASED = invalidInput('This person was erased.', 'input', 'userId');

/** Why `user` cannot be given a role, or null when they can. */
export function objectionToRole(
  user: User,
  { role, staffRoleId }: { readonly role: Role; readonly staffRoleId: string | null },
  activeAdmins: readonly string[],
): InvalidInput | null {
  if (staffRoleId !== null && role !== 'STAFF')
    return invalidInput('A role of the shop is for staff alone.', 'input', 'staffRoleId');
  if (user.isErased) return ERASED;
  if (user.isGuest && role !== 'CUSTOMER')
    return invalidInput('A guest has no password to sign in with. They must register first.', 'input', 'userId');
  if (!user.isEmailVerified && role !== 'CUSTOMER')
    return invalidInput('Their e-mail address is not confirmed, so that they could not sign in.', 'input', 'userId');
  if (role !== 'ADMIN' && isLastAdmin(user, activeAdmins)) return invalidInput(LAST_ADMIN, 'input', 'role');
  return null;
}

/**
 * Why `user` cannot be locked out by `actorId`, or null when they can. As no admin locks themselves out, an admin is
 * always left.
 */
export function objectionToDisabling(user: User, actorId: string): InvalidInput | null {
  if (user.isErased) return ERASED;
  return user.id === actorId ? invalidInput('You cannot lock yourself out.', 'input', 'userId') : null;
}

/**
 * Why `user` cannot be erased, or null when they can.
 * @param field - what of the input says who
 */
export const objectionToErasing = (
  user: User,
  activeAdmins: readonly string[],
  ...field: readonly string[]
): InvalidInput | null => (isLastAdmin(user, activeAdmins) ? invalidInput(LAST_ADMIN, ...field) : null);

const isLastAdmin = (user: User, activeAdmins: readonly string[]): boolean =>
  activeAdmins.length === 1 && activeAdmins[0] === user.id;
