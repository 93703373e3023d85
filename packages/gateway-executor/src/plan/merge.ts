import { BareObject } from '../bare-object.ts';

/** An object as JSON has it. */
export type Fields = Record<string, unknown>;

/** An object that is not a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Merges what a subgraph answered into what is there, in place and deeply, as the stock executor does: lists of equal
 * length element by element, other lists by replacement. Parts of `source` become parts of `target`.
 */
export function deepMerge(target: Fields, source: Fields | null | undefined): void {
  if (source === undefined || source === null || target === source) return;
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    if (key in target) {
      // A key such as `__proto__` has to become a field of its own, and not to reach what all objects share
      // (GHSA-pfjj-6f4p-rvmh).
      defineOwn(target, key);
      mergeField(target, key, value);
    } else target[key] = value;
  }
}

function mergeField(target: Fields, key: string, value: unknown): void {
  const existing = target[key];
  if (existing && isFields(value)) deepMerge(existing as Fields, value);
  else if (Array.isArray(existing) && Array.isArray(value) && existing.length === value.length)
    mergeElements(existing, value);
  else target[key] = value;
}

function mergeElements(target: unknown[], source: readonly unknown[]): void {
  if (target === source) return;
  for (const [index, value] of source.entries()) {
    const existing = target[index];
    if (isFields(existing) && isFields(value)) deepMerge(existing, value);
    else target[index] = value;
  }
}

/** Makes `key` a field of the object itself where it would inherit one. */
export function defineOwn(target: Fields, key: string): void {
  if (!Object.hasOwn(target, key) && key in target)
    Object.defineProperty(target, key, { configurable: true, enumerable: true, value: undefined, writable: true });
}

/** The field of the object itself: never an inherited one. */
export const getOwn = (source: Fields, key: string): unknown => (Object.hasOwn(source, key) ? source[key] : undefined);

/** A copy whose objects and lists are its own. */
export function copyOf(fields: Fields): Fields {
  const copy: Fields = new BareObject();
  for (const key of Object.keys(fields)) copy[key] = copyOfValue(fields[key]);
  return copy;
}

function copyOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOfValue);
  return isFields(value) ? copyOf(value) : value;
}
