import { forbidden } from './errors.ts';
import type { Viewer } from './viewer.ts';

/** Somebody who is signed in. */
export type Person = Viewer & { readonly kind: 'user' };

/**
 * The person who asks, for what only people do.
 * @throws GraphQLError FORBIDDEN for services, which pass every rule of a policy
 */
export function personOf(viewer: Viewer): Person {
  if (viewer.kind !== 'user') throw forbidden();
  return viewer;
}
