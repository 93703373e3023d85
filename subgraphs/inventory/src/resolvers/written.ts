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

/** A row that must be there: it was just written, or another row depends on it. */
export function written<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A row that must be there is gone');
  return value;
}
