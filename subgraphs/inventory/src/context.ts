import { forbidden } from '@storegraph/subgraph-kit/errors';
import type { RequestContext } from '@storegraph/subgraph-kit/subgraph';
import type { Deps } from './deps.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What every resolver can count on. */
export type Context = RequestContext & { readonly deps: Deps; loaders: Loaders };

export const createContext = (request: RequestContext, deps: Deps): Context => ({ ...request, deps, loaders: createLoaders(deps.database.db) });

/**
 * Loaders that read what a mutation has just written, for its answer and for the mutations behind it in the same operation.
 * Call it after the write.
 */
export function afterWrite(context: Context): Loaders {
  context.loaders = createLoaders(context.deps.database.db);
  return context.loaders;
}

/** Whoever answers for a change, by name in ledger and audit log. Services pass every rule of the policy; nobody answers for them. */
export function staffIdOf({ viewer }: Context): string {
  if (viewer.kind !== 'user') throw forbidden();
  return viewer.userId;
}
