import { chosenSeed, isLong } from './env.ts';

/** As many sequences as a state machine is tried with. */
const MANY = 10_000;

/**
 * Parameters for fast-check: 10,000 sequences, from `SEED` where one is given. A failure prints its seed.
 *
 * @param options.normally - fewer, for sequences that take a database; all of them with `LONG=1`
 */
export function manySequences(options: { readonly normally?: number } = {}): {
  readonly numRuns: number;
  readonly seed?: number;
} {
  const seed = chosenSeed();
  return { numRuns: isLong() ? MANY : (options.normally ?? MANY), ...(seed !== null && { seed }) };
}
