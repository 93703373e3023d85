import { z } from 'zod';

/**
 * A whole number of units.
 * @param what - subject of the message: "A quantity"
 */
export function quantity(minimum: number, maximum: number, what = 'A quantity') {
  const error = `${what} is a whole number from ${minimum} to ${maximum}.`;
  return z.int(error).min(minimum, error).max(maximum, error);
}
