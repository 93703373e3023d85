import { z } from 'zod';
import { lengthOf } from './text.ts';

const MINIMUM = 8;
const MAXIMUM = 128;

// Keyboards disagree on how to send an accented letter; without this, a password typed on another device is another
// password.
const normalized = z.string().transform((text) => text.normalize('NFKC'));

const fits = (text: string, minimum: number): boolean => {
  const length = lengthOf(text);
  return length >= minimum && length <= MAXIMUM;
};

/** A password that is being chosen. */
export const newPassword = normalized.refine((text) => fits(text, MINIMUM), {
  error: `A password has ${MINIMUM} to ${MAXIMUM} characters.`,
});

/** A password that is being tried. The upper bound keeps hashing cheap. */
export const triedPassword = normalized.refine((text) => fits(text, 0), {
  error: `A password has at most ${MAXIMUM} characters.`,
});
