import type { ResponsePath } from '@apollo/query-planner';
import { getOwn, type Fields } from './merge.ts';

/** A place in the answer: names of fields and indexes of lists. */
export type Place = readonly (string | number)[];

/** Collects the objects at a path of the plan, in the order of the answer; `@` stands for each element of a list. */
export type Flatten = (data: unknown, isShared: boolean) => unknown[];

type Visit = (value: unknown, found: unknown[], seen: Set<unknown> | undefined) => void;

/**
 * Compiles a path of the plan. Once answers for equal entities have become shared parts of the data, the same object stands at many
 * places: `isShared` visits each once.
 */
export function compileFlatten(path: ResponsePath): Flatten {
  let visit: Visit = collect;
  for (const element of path.toReversed()) visit = element === '@' ? eachElement(visit) : field(String(element), visit);
  return (data, isShared) => {
    const found: unknown[] = [];
    visit(data, found, isShared ? new Set() : undefined);
    return found;
  };
}

const collect: Visit = (value, found, seen) => {
  // A list at the end of a path counts as its elements.
  if (Array.isArray(value)) for (const element of value) collectOne(element, found, seen);
  else collectOne(value, found, seen);
};

function collectOne(value: unknown, found: unknown[], seen: Set<unknown> | undefined): void {
  if (value === undefined || value === null) return;
  if (seen !== undefined) {
    if (seen.has(value)) return;
    seen.add(value);
  }
  found.push(value);
}

function eachElement(next: Visit): Visit {
  return (value, found, seen) => {
    if (value === undefined || value === null) return;
    // What is not a list, and why that is an error of the whole request, is the stock executor's: it calls `flatMap`.
    if (!Array.isArray(value)) throw new TypeError('value.flatMap is not a function');
    for (const element of value) {
      if (seen !== undefined && typeof element === 'object' && next !== collect) {
        if (seen.has(element)) continue;
        seen.add(element);
      }
      next(element, found, seen);
    }
  };
}

function field(name: string, next: Visit): Visit {
  return (value, found, seen) => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${name}`);
    next(getOwn(value as Fields, name), found, seen);
  };
}

/** Calls `found` with each place of a path, and with what is there, in the order of the answer. */
export function forEachPlace(data: unknown, path: ResponsePath, found: (place: Place, value: unknown) => void): void {
  const place: (string | number)[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (value === undefined || value === null) return;
    const element = path[depth];
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) {
        place.push(index);
        visit(inner, element === '@' ? depth + 1 : depth);
        place.pop();
      }
    } else if (element === undefined) found([...place], value);
    else if (Object.hasOwn(value, element)) {
      place.push(element);
      visit((value as Fields)[element], depth + 1);
      place.pop();
    }
  };
  visit(data, 0);
}
