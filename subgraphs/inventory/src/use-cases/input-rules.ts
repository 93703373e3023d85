import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { quantity } from '@storegraph/subgraph-kit/input/quantity';
import { isPlain, lengthOf, severalLines, singleLine } from '@storegraph/subgraph-kit/input/text';
import { MAX_AMOUNT_MINOR, type Money } from '@storegraph/subgraph-kit/money';
import { isSlug } from '../domain/slug.ts';

export const MAX_VARIANTS = 100;
const MAX_CATEGORIES = 100;
const MAX_OPTIONS = 10;
export const MAX_UNITS = 1_000_000;

/** In a change, null says no more than leaving the field out, where nothing can be removed. */
export const unlessNull = <Value>(rule: z.ZodType<Value>) => rule.nullish().transform((value) => value ?? undefined);

export const name = singleLine('A name', 200);
export const description = severalLines('A description', 5000, { canBeEmpty: true });

export const slug = z
  .string()
  .refine(isSlug, 'A slug is 1 to 100 lower-case letters and digits, with single dashes between them.');

const isHttps = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';
// Browsers read `//` and `/\` as the beginning of another host.
const isPath = (url: string): boolean => /^\/(?![/\\])/.test(url);

export const image = z.object({
  url: z
    .string()
    .refine((url) => isPath(url) || isHttps(url), 'Give an https address, or a path that begins with a slash.')
    .refine((url) => isPlain(url) && !/[\s\\]/.test(url), 'An address has no spaces and backslashes.')
    .refine((url) => lengthOf(url) <= 1000, 'An address has at most 1000 characters.'),
  alt: singleLine('The text for a picture', 300, { canBeEmpty: true }),
});

export const categoryIds = z.array(id).max(MAX_CATEGORIES, `A product stands in at most ${MAX_CATEGORIES} categories.`);

export const sku = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/,
    'A SKU is 1 to 64 letters, digits, dots, dashes, slashes and underscores, and begins with a letter or digit.',
  );

const optionText = (what: string) => singleLine(what, 100);

export const options = z
  .array(z.object({ name: optionText('The name of an option'), value: optionText('The value of an option') }))
  .max(MAX_OPTIONS, `A variant has at most ${MAX_OPTIONS} options.`)
  .superRefine((given, context) => {
    const names = given.map((option) => option.name.toLowerCase());
    const twice = names.findIndex((each, index) => names.indexOf(each) < index);
    if (twice !== -1) context.addIssue({ code: 'custom', message: 'An option is given once.', path: [twice, 'name'] });
  });

const AMOUNT = 'A price is 0 to 10^12 minor units.';

/** @param currency - the shop's, which no price differs from */
export const price = (currency: string): z.ZodType<Money> =>
  z.object({
    amount: z.int(AMOUNT).min(0, AMOUNT).max(MAX_AMOUNT_MINOR, AMOUNT),
    currency: z.literal(currency, `This shop sells in ${currency}.`),
  });

export const onHand = quantity(0, MAX_UNITS, 'Physical stock');

/** A variant to be. */
export const newVariant = (currency: string) => z.object({ sku, options, price: price(currency), onHand });
export type NewVariant = z.output<ReturnType<typeof newVariant>>;

export const reason = singleLine('A reason', 500);
