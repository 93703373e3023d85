import { z } from 'zod';

// Control characters, halves of characters, and marks that turn the direction of the text around them.
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Length as people and the database count it: a character outside the basic plane is one. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Whether every character of a text can be kept and shown as it is, on one line. */
export const isPlain = (text: string): boolean => !UNFIT.test(text);

type Limits = {
  /** Whether it may be left empty. */
  readonly canBeEmpty?: boolean;
};

const isWithin = (text: string, maximum: number, { canBeEmpty = false }: Limits): boolean =>
  text === '' ? canBeEmpty : VISIBLE.test(text) && lengthOf(text) <= maximum;

const lengthRule = (what: string, maximum: number, { canBeEmpty = false }: Limits): string =>
  `${what} has ${canBeEmpty ? 'at most' : '1 to'} ${maximum} characters.`;

/**
 * One line of text as a person types it, in Unicode's normal form C, with the space around it cut off.
 * @param what - subject of the message: "A name"
 * @param maximum - characters, as {@link lengthOf} counts them: the length of the column
 */
export const singleLine = (what: string, maximum: number, limits: Limits = {}) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => isWithin(text, maximum, limits), { error: lengthRule(what, maximum, limits) })
    .refine(isPlain, { error: `${what} is one line of text, without control characters and direction marks.` });

/** As {@link singleLine}, with line breaks, which become `\n`, and tabs. */
export const severalLines = (what: string, maximum: number, limits: Limits = {}) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
    .refine((text) => isWithin(text, maximum, limits), { error: lengthRule(what, maximum, limits) })
    .refine((text) => isPlain(text.replaceAll(/[\n\t]/g, '')), {
      error: `${what} is text without control characters and direction marks.`,
    });

/** Nothing at all, which blank text counts as, or what `rule` allows. */
export const optional = <Rule extends z.ZodType<string, string>>(rule: Rule) =>
  z
    .string()
    .nullish()
    .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text))
    .pipe(rule.nullable());
