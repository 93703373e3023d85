import { randomInt } from 'node:crypto';

/** Whether this is a long run: `npm run test:long`, or `LONG=1`. */
export const isLong = process.env['LONG'] === '1';

/** A size for every change, and one for long runs. */
export const sized = (quick: number, long: number): number => (isLong ? long : quick);

export const isSeedGiven = Boolean(process.env['SEED']);

/** Repeats what an earlier run printed, by `SEED=`; otherwise new each time. */
export const chosenSeed = Number(process.env['SEED'] || randomInt(2 ** 31));
