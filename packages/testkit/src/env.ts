import { randomInt } from 'node:crypto';

/** Whether this is a long run: `npm run test:long`, or `LONG=1`. */
export const isLong = (): boolean => process.env['LONG'] === '1';

/** Where the tests run unless told otherwise: half an hour off, so that none leans on the machine's zone. */
export const timeZone = (): string => process.env['TZ'] ?? 'America/St_Johns';

/** A size for every change, and one for long runs. */
export const sized = (quick: number, long: number): number => (isLong() ? long : quick);

/**
 * `SEED` that a failed test printed: the same sequences again.
 *
 * @throws Error when it is no whole number
 */
export function givenSeed(): number | null {
  const seed = process.env['SEED'];
  if (seed === undefined) return null;
  if (!/^-?\d{1,10}$/.test(seed)) throw new Error(`SEED is a whole number; it is ${seed}`);
  return Number(seed);
}

/** The given seed, or a new one: print it, so that a failure can be repeated. */
export const chosenSeed = (): number => givenSeed() ?? randomInt(2 ** 30);

/** What a process that a test starts shares with the tests: options of Node, a shifted clock among them. */
export const inheritedNodeOptions = (): Readonly<Record<string, string>> => {
  const { NODE_OPTIONS } = process.env;
  return NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS };
};
