import { z } from 'zod';

// Control characters, halves of characters, and marks that turn the direction of the text around them.
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Length as people and the database count it: a character outside the basic plane is one. */
export const lengthOf = (text: string): number => Array.from(text).length;

/**
 * One line of text as a person types it, with the space around it cut off.
 * @param what - subject of the message: "A name"
 */
export const singleLine = (what: string, maximum: number, { canBeEmpty = false } = {}) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .refine(
      (text) => (canBeEmpty && text === '') || (VISIBLE.test(text) && lengthOf(text) <= maximum && !UNFIT.test(text)),
      {
        error: `${what} has ${canBeEmpty ? `at most ${maximum}` : `1 to ${maximum}`} characters on one line.`,
      },
    );

/** Nothing at all, or what `rule` allows. Blank text counts as nothing. */
export const optional = <Rule extends z.ZodType<string, string>>(rule: Rule) =>
  z
    .string()
    .nullish()
    .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text))
    .pipe(rule.nullable());
