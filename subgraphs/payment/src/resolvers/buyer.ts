import { forbidden } from '@storegraph/subgraph-kit/errors';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';

/** Who pays. Services pass every rule of the policy, yet have no orders to pay. */
export function buyerOf(viewer: Viewer): string {
  if (viewer.kind !== 'user') throw forbidden();
  return viewer.userId;
}
