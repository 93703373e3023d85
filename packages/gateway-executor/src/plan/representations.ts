import type { EntityForm, EntityForms } from './entity-forms.ts';
import type { Fields } from './merge.ts';
import type { Rewrite } from './rewrites.ts';

/** The entities of a fetch, each different representation once. */
export type Batch = {
  readonly representations: readonly Fields[];
  /** The objects of the data that get an answer. */
  readonly entities: readonly Fields[];
  /** For each of `entities`, the index of its representation. */
  readonly indexes: readonly number[];
};

/** Builds the representations of entities; those that lack a part of their key, or a type, get none. */
export function batchOf(found: readonly Fields[], formOf: EntityForms, rewrite: Rewrite | undefined): Batch {
  const representations: Fields[] = [];
  const entities: Fields[] = [];
  const indexes: number[] = [];
  const known = new Map<EntityForm | undefined, Map<string | number, number>>();
  for (const entity of found) {
    const form = formOf(entity['__typename']);
    const identity = form.identify(entity);
    const sameForm = mapIn(known, identity === undefined ? undefined : form);
    let index = identity === undefined ? undefined : sameForm.get(identity);
    if (index === undefined) {
      const representation = form.select(entity);
      if (!representation?.['__typename']) continue;
      const key = identity ?? identityOf(representation);
      index = sameForm.get(key);
      if (index === undefined) {
        index = representations.length;
        sameForm.set(key, index);
        rewrite?.(representation);
        representations.push(representation);
      }
    }
    entities.push(entity);
    indexes.push(index);
  }
  return { representations, entities, indexes };
}

function mapIn<Key, Value>(maps: Map<Key, Map<string | number, Value>>, key: Key): Map<string | number, Value> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map()));
  return map;
}

/**
 * A text that is the same for equal representations only: names, kinds and lengths keep values from running into each
 * other.
 */
function identityOf(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`;
  if (typeof value !== 'object' || value === null) return `${String(value)};`;
  let text = Array.isArray(value) ? '[' : '{';
  for (const key in value) text += `${key.length}"${key}${identityOf((value as Fields)[key])}`;
  return `${text}}`;
}
