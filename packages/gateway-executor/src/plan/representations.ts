import type { Fields } from './merge.ts';
import type { Rewrite } from './rewrites.ts';
import type { Selector } from './selector.ts';

/** The entities of a fetch, each different representation once. */
export type Batch = {
  readonly representations: readonly Fields[];
  /** The objects of the data that get an answer. */
  readonly entities: readonly Fields[];
  /** For each of `entities`, the index of its representation. */
  readonly indexes: readonly number[];
};

/** Builds the representations of entities; those that lack a part of their key, or a type, get none. */
export function batchOf(found: readonly unknown[], select: Selector, rewrite: Rewrite | undefined): Batch {
  const representations: Fields[] = [];
  const entities: Fields[] = [];
  const indexes: number[] = [];
  const indexOf = new Map<string, number>();
  for (const entity of found) {
    const representation = select(entity as Fields);
    if (!representation?.['__typename']) continue;
    const key = found.length === 1 ? '' : identityOf(representation);
    let index = indexOf.get(key);
    if (index === undefined) {
      index = representations.length;
      indexOf.set(key, index);
      rewrite?.(representation);
      representations.push(representation);
    }
    entities.push(entity as Fields);
    indexes.push(index);
  }
  return { representations, entities, indexes };
}

/** A text that is the same for equal representations only: names, kinds and lengths keep values from running into each other. */
function identityOf(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`;
  if (typeof value !== 'object' || value === null) return `${String(value)};`;
  let text = Array.isArray(value) ? '[' : '{';
  for (const key in value) text += `${key.length}"${key}${identityOf((value as Fields)[key])}`;
  return `${text}}`;
}
