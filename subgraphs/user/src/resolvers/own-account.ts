import { unauthenticated } from '@storegraph/subgraph-kit/graphql/errors';
import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { Context } from '../context.ts';
import type { User } from '../domain/user.ts';

/** The account of the user who asks, as it is now. */
export async function ownAccount(context: Context): Promise<User> {
  const user = await context.loaders.user.load(personOf(context.viewer).userId);
  if (user === null) throw unauthenticated();
  return user;
}

/** The user that the access token names, if there is one. */
export const userIdOf = ({ viewer }: Context): string | null => (viewer.kind === 'user' ? viewer.userId : null);

/** The session that the access token names, if there is one. */
export const sessionIdOf = ({ viewer }: Context): string | null => (viewer.kind === 'user' ? viewer.sessionId : null);
