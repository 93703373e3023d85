import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findSessionByToken } from '../../db/session-store.ts';
import { hashRefreshToken } from '../../identity/refresh-token.ts';

export const session: NonNullable<QueryResolvers['session']> = async (_, __, { cookie, refreshCookie, deps }) => {
  const token = refreshCookie.read(cookie);
  return token === null ? null : findSessionByToken(deps.database.db, hashRefreshToken(token));
};
