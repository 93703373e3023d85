/** Whether this is a long run: `npm run test:long`, or `LONG=1`. */
export const isLong = process.env['LONG'] === '1';

/** A size for every change, and one for long runs. */
export const sized = (quick: number, long: number): number => (isLong ? long : quick);
