const PREFIX = 'SG-';
// The first order has a number that neither looks like a test nor tells how new the shop is.
const OFFSET = 100_000;

/** The number for people, `SG-100001` for the first order. */
export const toOrderNumber = (sequence: number): string => `${PREFIX}${OFFSET + sequence}`;

/** Reads a number as people type it, in any case. Null when no order can have it. */
export function parseOrderNumber(text: string): number | null {
  const digits = /^SG-([1-9][0-9]{5,14})$/i.exec(text.trim())?.[1];
  const sequence = Number(digits) - OFFSET;
  return sequence > 0 ? sequence : null;
}
