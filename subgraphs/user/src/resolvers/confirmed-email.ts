import type { Context } from '../context.ts';
import type { User } from '../domain/user.ts';

/** What is told of a confirmed address: who gave the password alone does not see the account. */
export const confirmedEmail = ({ viewer }: Context, user: User) => ({
  email: user.email ?? '',
  user: viewer.kind === 'user' && viewer.userId === user.id ? user : null,
});
