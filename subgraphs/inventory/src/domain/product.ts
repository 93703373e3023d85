import type { Money } from '@storegraph/subgraph-kit/money';

/** A picture. */
export type Image = { readonly url: string; readonly alt: string };

/** One choice, such as Size: Large. */
export type VariantOption = { readonly name: string; readonly value: string };

/** Something the shop sells. */
export type Product = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly image: Image | null;
  readonly isArchived: boolean;
  readonly createdAt: Date;
  /** Prices that lists are sorted by: of the variants on sale, or of all while none is. */
  readonly sortPriceMinor: PriceSpan;
};

/** Lowest and highest price in minor units. */
export type PriceSpan = { readonly min: number; readonly max: number };

/** What is sold: one choice of options of a product. */
export type Variant = {
  readonly id: string;
  readonly productId: string;
  readonly productName: string;
  readonly sku: string;
  readonly options: readonly VariantOption[];
  readonly price: Money;
  readonly isArchived: boolean;
  /** Neither the variant nor its product is archived. */
  readonly isOnSale: boolean;
};

/** What a seller needs to know of a variant. */
export type VariantQuote = {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: Money;
  readonly available: number;
};

const inWords = (options: readonly VariantOption[]): string => options.map(({ value }) => value).join(' / ');

/** `Blue / 350 ml`; the product's name when there is nothing to choose. */
export const variantName = ({ options, productName }: Pick<Variant, 'options' | 'productName'>): string =>
  inWords(options) || productName;

/** `Stone Mug, Blue / 350 ml`. */
export const quoteName = ({ options, productName }: Pick<Variant, 'options' | 'productName'>): string =>
  options.length === 0 ? productName : `${productName}, ${inWords(options)}`;

/** Cheapest and dearest of the variants on sale; null when there is none. */
export function priceRangeOf(variants: readonly Variant[]): { readonly min: Money; readonly max: Money } | null {
  const prices = variants
    .filter(({ isOnSale }) => isOnSale)
    .map(({ price }) => price)
    .sort((a, b) => a.amount - b.amount);
  const min = prices[0];
  const max = prices.at(-1);
  return min === undefined || max === undefined ? null : { min, max };
}
