import { z } from 'zod';
import { lengthOf } from './text.ts';

const MAXIMUM = 100;

/** What is searched for; null for everything. Any characters do: what no text can hold is found in none. */
export const searchText = z
  .string()
  .nullish()
  .transform((text) => text?.normalize('NFC').trim() || null)
  .refine((text) => text === null || lengthOf(text) <= MAXIMUM, {
    error: `A search has at most ${MAXIMUM} characters.`,
  });
