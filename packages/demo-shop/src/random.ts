import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of repeatable chance. Each call moves it on. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  readonly float: () => number;
  /** An integer from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the items, each as likely. Throws a RangeError when there are none. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/**
 * Makes a stream that is the same for the same seeds on every machine: pure-rand's xoroshiro128+,
 * started from all seeds mixed into one. Not for secrets.
 */
export function createRandom(...seeds: readonly number[]): Random {
  const generator = xoroshiro128plus(seeds.reduce(mix, 0));
  const int = (min: number, max: number) => uniformInt(generator, min, max);
  const float = () => uniformFloat64(generator);
  return {
    float,
    int,
    chance: (probability) => float() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('cannot pick from nothing');
      return itemAt(items, int(0, items.length - 1));
    },
  };
}

/** The item at `index`. Throws a RangeError when there is none. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}

/**
 * Mixes two 32-bit numbers into one, by the finaliser of MurmurHash3. For a fixed `a` it is a bijection of `b`,
 * which is what makes {@link idFor} free of collisions.
 */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Things that have an id, with the number that keeps their ids apart. */
const kinds = {
  category: 1,
  product: 2,
  variant: 3,
  user: 4,
  address: 5,
  order: 6,
  orderLine: 7,
  timelineEntry: 8,
  payment: 9,
  stockMovement: 10,
} as const;

/** Things that have an id. */
export type Kind = keyof typeof kinds;

/** When the demo shop opened: before every order of any history. Ids without a time of their own count from here. */
export const demoEpoch = new Date(Date.UTC(2024, 0, 1));

/**
 * The id of the `n`-th thing of a kind: a UUIDv7 in lower case, the same for everyone who asks, so that four
 * databases agree on ids without talking.
 *
 * @param n - From 0 to 2^32 - 1; within one kind and seed two numbers never share an id.
 * @param from.at - When the thing came to be, so that ids sort by time; else `n` milliseconds after {@link demoEpoch}.
 * @param from.seed - Which data set the thing belongs to; 0 is the demo shop's catalogue.
 */
export function idFor(kind: Kind, n: number, from: { readonly at?: Date; readonly seed?: number } = {}): string {
  const seed = from.seed ?? 0;
  const ms = from.at === undefined ? demoEpoch.getTime() + n : from.at.getTime();
  const time = hexOf(ms, 12);
  const version = hexOf(0x7000 | kinds[kind], 4);
  const head = hexOf((0x80000000 | (mix(mix(kinds[kind], seed), ~n) >>> 2)) >>> 0, 8);
  const tail = hexOf(mix(seed, n), 8);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${head.slice(0, 4)}-${head.slice(4)}${tail}`;
}

const hexOf = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
