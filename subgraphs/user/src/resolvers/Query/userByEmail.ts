import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findUserByEmail } from '../../db/user-store.ts';

export const userByEmail: NonNullable<QueryResolvers['userByEmail']> = async (_, args, { deps }) => {
  const email = emailAddress.safeParse(args.email);
  return email.success ? findUserByEmail(deps.database.db, email.data) : null;
};
