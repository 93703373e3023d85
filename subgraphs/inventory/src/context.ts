import type { RequestContext } from '@storegraph/subgraph-kit/service/subgraph';
import type { Loaders } from './loaders.ts';
import type { Deps } from './use-cases/deps.ts';

/** What every resolver gets. */
export type Context = RequestContext & {
  readonly deps: Deps;
  /** They remember what they read, so a mutation replaces them; see `afterWrite`. */
  loaders: Loaders;
};
