import { forbidden } from './errors.ts';
import type { Person, Viewer } from '../viewer.ts';

/**
 * The person who asks, for what only people do.
 * @throws GraphQLError FORBIDDEN for services, which pass every rule of a policy
 */
export function personOf(viewer: Viewer): Person {
  if (viewer.kind !== 'user') throw forbidden();
  return viewer;
}
