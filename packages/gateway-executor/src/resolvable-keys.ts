import type { QueryPlanner } from '@apollo/query-planner';
import { federation, subgraphsOf } from './gateway-internals.ts';

const done = new WeakSet<QueryPlanner>();

/**
 * Makes a planner forget the keys that a subgraph has and does not resolve, of types of which it resolves another. To
 * bring a subgraph what it requires, the planner would ask it by the first of its keys, be it one that it cannot be
 * asked by.
 */
export function forgetUnresolvableKeys(planner: QueryPlanner): void {
  if (done.has(planner)) return;
  done.add(planner);
  for (const subgraph of subgraphsOf(planner)) {
    const keys = [...(federation.federationMetadata(subgraph)?.keyDirective().applications() ?? [])];
    const isResolvable = (key: (typeof keys)[number]): boolean => key.arguments().resolvable !== false;
    const types = new Set(keys.filter(isResolvable).map(({ parent }) => parent));
    for (const key of keys) if (!isResolvable(key) && types.has(key.parent)) key.remove();
  }
}
