import type { User } from '../domain/user.ts';
import { userTable } from './schema.ts';

/** The columns of a user, without the password: its hash is read by the few who compare it. */
export const userColumns = {
  id: userTable.id,
  name: userTable.name,
  email: userTable.email,
  emailKey: userTable.emailKey,
  phone: userTable.phone,
  role: userTable.role,
  staffRoleId: userTable.staffRoleId,
  disabledAt: userTable.disabledAt,
  erasedAt: userTable.erasedAt,
  createdAt: userTable.createdAt,
};

type UserRow = Pick<typeof userTable.$inferSelect, keyof typeof userColumns>;

export function toUser({ disabledAt, erasedAt, email, emailKey, phone, role, staffRoleId, ...row }: UserRow): User {
  const person = { ...row, isDisabled: disabledAt !== null, isErased: erasedAt !== null };
  if (email !== null)
    return { ...person, isGuest: false, email, isEmailVerified: emailKey !== null, phone, role, staffRoleId };
  if (phone !== null && role === 'CUSTOMER')
    return { ...person, isGuest: true, email, isEmailVerified: false, phone, role, staffRoleId: null };
  throw new Error(`User ${row.id} is neither a guest nor an account`);
}
