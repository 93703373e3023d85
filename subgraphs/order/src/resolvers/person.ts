import { forbidden } from '@storegraph/subgraph-kit/errors';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { Person } from '../use-cases/act-on-order.ts';

/** The user who asks. Services pass every rule of the policy, but only people order. */
export function personOf(viewer: Viewer): Person {
  if (viewer.kind !== 'user') throw forbidden();
  return viewer;
}
