import type { ResponsePath } from '@apollo/query-planner';
import { getOwn, isFields, type Fields } from './merge.ts';

/** A place in the answer: names of fields and indexes of lists. */
export type Place = readonly (string | number)[];

/** Collects the objects at a path of the plan, in the order of the answer; `@` stands for each element of a list. */
export type Flatten = (data: unknown, isShared: boolean) => Fields[];

/** `seen` holds, for each step of the path, what was found there. */
type Visit = (value: unknown, found: Fields[], seen: readonly Set<unknown>[] | undefined) => void;

/**
 * Compiles a path of the plan. Once answers for equal entities have become shared parts of the data, the same object
 * stands at many places: `isShared` visits each once.
 */
export function compileFlatten(path: ResponsePath): Flatten {
  let visit = collect(path.length);
  for (const [depth, element] of [...path.entries()].toReversed())
    visit = element === '@' ? eachElement(depth, visit) : field(String(element), visit);
  return (data, isShared) => {
    const found: Fields[] = [];
    visit(data, found, isShared ? Array.from({ length: path.length + 1 }, () => new Set()) : undefined);
    return found;
  };
}

function collect(depth: number): Visit {
  const one: Visit = (value, found, seen) => {
    if (isFields(value) && isNew(value, seen?.[depth])) found.push(value);
  };
  return (value, found, seen) => {
    // A list at the end of a path counts as its elements.
    if (Array.isArray(value)) for (const element of value) one(element, found, seen);
    else one(value, found, seen);
  };
}

function eachElement(depth: number, next: Visit): Visit {
  return (value, found, seen) => {
    if (value === undefined || value === null) return;
    // What is not a list, and why that is an error of the whole request, is the stock executor's: it calls `flatMap`.
    if (!Array.isArray(value)) throw new TypeError('value.flatMap is not a function');
    for (const element of value) if (isNew(element, seen?.[depth])) next(element, found, seen);
  };
}

function isNew(value: unknown, seen: Set<unknown> | undefined): boolean {
  if (seen === undefined) return true;
  if (seen.has(value)) return false;
  seen.add(value);
  return true;
}

function field(name: string, next: Visit): Visit {
  return (value, found, seen) => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${name}`);
    if (isFields(value)) next(getOwn(value, name), found, seen);
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
    else if (isFields(value) && Object.hasOwn(value, element)) {
      place.push(element);
      visit(value[element], depth + 1);
      place.pop();
    }
  };
  visit(data, 0);
}
