import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findUserByEmail } from '../../db/user-store.ts';
import { emailAddress } from '../../domain/email-address.ts';

export const userByEmail: NonNullable<QueryResolvers['userByEmail']> = async (_, args, { deps }) => {
  const email = emailAddress.safeParse(args.email);
  return email.success ? findUserByEmail(deps.database.db, email.data) : null;
};
