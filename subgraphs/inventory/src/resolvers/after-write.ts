import type { Context } from '../context.ts';
import { createLoaders, type Loaders } from '../loaders.ts';

/**
 * Loaders that read what a mutation has just written, for its answer and for the mutations behind it in the same
 * operation. Call it after the write.
 */
export function afterWrite(context: Context): Loaders {
  context.loaders = createLoaders(context.deps.database.db);
  return context.loaders;
}
