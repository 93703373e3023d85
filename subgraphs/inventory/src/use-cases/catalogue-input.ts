import { MAX_AMOUNT_MINOR, type Money } from '@storegraph/subgraph-kit/money';
import { refuse } from '@storegraph/subgraph-kit/result';
import type { Image, VariantOption } from '../domain/product.ts';
import type { CatalogueRefusal } from '../domain/refusals.ts';
import { isSlug } from '../domain/slug.ts';

/** A variant to be. */
export type NewVariant = {
  readonly sku: string;
  readonly options: readonly VariantOption[];
  readonly price: Money;
  readonly onHand: number;
};

type Field = readonly string[];

/** Thrown within a use case to roll its transaction back; {@link refusing} makes it a result again. */
export class Refused extends Error {
  readonly refusal: CatalogueRefusal;
  constructor(kind: CatalogueRefusal['kind'], message: string, field: Field) {
    super(message);
    this.refusal = { kind, message, field: ['input', ...field] };
  }
}

/** Runs the body of a use case, and answers with its refusal when it throws one. */
export async function refusing<Value>(body: () => Promise<Value>) {
  try {
    return { ok: true as const, value: await body() };
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}

const MAX_NAME = 200;
const MAX_DESCRIPTION = 5000;
const MAX_OPTIONS = 10;
export const MAX_VARIANTS = 100;
const MAX_OPENING_STOCK = 1_000_000;

/** Text of `min` to `max` characters, without spaces at its ends and without control characters. */
export function checkText(
  text: string,
  field: Field,
  { min = 1, max }: { readonly min?: number; readonly max: number },
): string {
  const trimmed = text.trim();
  if (trimmed.length < min || trimmed.length > max)
    throw new Refused('invalidInput', `Give ${min} to ${max} characters`, field);
  if (/[^\P{Cc}\n\t]/u.test(trimmed)) throw new Refused('invalidInput', 'Leave control characters out', field);
  return trimmed;
}

export const checkName = (name: string, field: Field): string => checkText(name, field, { max: MAX_NAME });

export const checkDescription = (text: string, field: Field): string =>
  checkText(text.replaceAll('\r\n', '\n'), field, { min: 0, max: MAX_DESCRIPTION });

export function checkSlug(slug: string, field: Field): string {
  if (!isSlug(slug))
    throw new Refused(
      'invalidInput',
      'A slug is 1 to 100 lower-case letters and digits, with single dashes between them',
      field,
    );
  return slug;
}

export function checkImage(image: Image | null, field: Field): Image | null {
  if (image === null) return null;
  const isPath = /^\/(?![/\\])/.test(image.url);
  if (image.url.length > 1000 || /[\s\\\p{C}]/u.test(image.url) || !(isPath || isHttps(image.url)))
    throw new Refused('invalidInput', 'Give an https address, or a path that begins with a slash', [...field, 'url']);
  return { url: image.url, alt: checkText(image.alt, [...field, 'alt'], { min: 0, max: 300 }) };
}

const isHttps = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';

export function checkPrice(price: Money, currency: string, field: Field): Money {
  if (price.currency !== currency)
    throw new Refused('invalidInput', `This shop sells in ${currency}`, [...field, 'currency']);
  if (!Number.isSafeInteger(price.amount) || price.amount < 0 || price.amount > MAX_AMOUNT_MINOR)
    throw new Refused('invalidInput', 'A price is 0 to 10^12 minor units', [...field, 'amount']);
  return price;
}

export function checkSku(sku: string, field: Field): string {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,63})$/.test(sku))
    throw new Refused(
      'invalidInput',
      'A SKU is 1 to 64 letters, digits, dots, dashes, slashes and underscores, and begins with a letter or digit',
      field,
    );
  return sku;
}

export function checkOptions(options: readonly VariantOption[], field: Field): readonly VariantOption[] {
  if (options.length > MAX_OPTIONS)
    throw new Refused('invalidInput', `A variant has at most ${MAX_OPTIONS} options`, field);
  const names = new Set<string>();
  return options.map((option, index) => {
    const at = [...field, String(index)];
    const name = checkText(option.name, [...at, 'name'], { max: 100 });
    if (names.has(name.toLowerCase())) throw new Refused('invalidInput', 'An option is given once', [...at, 'name']);
    names.add(name.toLowerCase());
    return { name, value: checkText(option.value, [...at, 'value'], { max: 100 }) };
  });
}

export function checkNewVariant(variant: NewVariant, currency: string, field: Field): NewVariant {
  if (variant.onHand < 0 || variant.onHand > MAX_OPENING_STOCK)
    throw new Refused('invalidInput', 'Physical stock is 0 to 1,000,000 units', [...field, 'onHand']);
  return {
    sku: checkSku(variant.sku, [...field, 'sku']),
    options: checkOptions(variant.options, [...field, 'options']),
    price: checkPrice(variant.price, currency, [...field, 'price']),
    onHand: variant.onHand,
  };
}
