import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findKeptMails } from '../../mail/outgoing-mail.ts';

export const mailbox: NonNullable<QueryResolvers['mailbox']> = (_, __, { deps }) => findKeptMails(deps.database.db);
