/** A variant as it is written down in the catalogue. */
export interface VariantDraft {
  /** End of the SKU; empty when the product has one variant only. */
  readonly code: string;
  /** One value for each of the product's options. */
  readonly values: readonly string[];
  readonly priceMinor: number;
  readonly weightGrams: number;
  readonly available: number;
}

/** What can be chosen of a product, and what is sold of it. */
export interface Offer {
  /** Names of the options, in the order of each variant's values. */
  readonly options: readonly string[];
  readonly variants: readonly VariantDraft[];
}

/** A product as it is written down in the catalogue. */
export interface ProductDraft {
  readonly name: string;
  readonly description: string;
  readonly imageFile: string;
  readonly offer: Offer;
}

/** The products of a shelf in their order, each under the start of its variants' SKUs. */
export type ProductDrafts = Readonly<Record<string, ProductDraft>>;

/** A line of the catalogue: SKU ending, option values, price in cents, weight in grams, units on sale. */
export const variant = (
  code: string,
  values: readonly string[],
  priceMinor: number,
  weightGrams: number,
  available: number,
): VariantDraft => ({ code, values, priceMinor, weightGrams, available });

/** A product with something to choose. */
export const choice = (options: readonly string[], ...variants: readonly VariantDraft[]): Offer => ({
  options,
  variants,
});

/** A product that leaves nothing to choose: price in cents, weight in grams, units on sale. */
export const single = (priceMinor: number, weightGrams: number, available: number): Offer =>
  choice([], variant('', [], priceMinor, weightGrams, available));
