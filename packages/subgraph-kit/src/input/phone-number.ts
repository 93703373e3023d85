import { z } from 'zod';

const SHAPE = /^\+?[0-9 .()/-]{1,39}$/;

/** A phone number in the form the user gave; at most 40 characters. */
export const phoneNumber = z
  .string()
  .trim()
  .refine((text) => SHAPE.test(text) && hasDigits(text, 6, 20), {
    error: 'A phone number has 6 to 20 digits; spaces, dots, dashes, brackets and a leading plus are allowed.',
  });

function hasDigits(text: string, fewest: number, most: number): boolean {
  const digits = text.replaceAll(/[^0-9]/g, '').length;
  return digits >= fewest && digits <= most;
}
