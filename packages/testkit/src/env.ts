/** Whether to run the long version of tests that try sequences at random: `LONG=1`. */
export const isLong = (): boolean => process.env['LONG'] === '1';

/**
 * `SEED` that a failed test printed: the same sequences again.
 *
 * @throws Error when it is no whole number
 */
export function chosenSeed(): number | null {
  const seed = process.env['SEED'];
  if (seed === undefined) return null;
  if (!/^-?\d{1,10}$/.test(seed)) throw new Error(`SEED is a whole number; it is ${seed}`);
  return Number(seed);
}
