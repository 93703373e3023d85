import { unauthenticated } from '@storegraph/subgraph-kit/errors';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { Context } from '../context.ts';
import type { User } from '../domain/user.ts';

/**
 * The user who asks.
 * @throws UNAUTHENTICATED for services, which pass every policy and have no account
 */
export function signedInViewer({ viewer }: Context): Viewer & { kind: 'user' } {
  if (viewer.kind !== 'user') throw unauthenticated();
  return viewer;
}

/** The account of the user who asks, as it is now. */
export async function ownAccount(context: Context): Promise<User> {
  const user = await context.loaders.user.load(signedInViewer(context).userId);
  if (user === null) throw unauthenticated();
  return user;
}

/** The session that the access token names, if there is one. */
export const sessionIdOf = ({ viewer }: Context): string | null => (viewer.kind === 'user' ? viewer.sessionId : null);
