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

/** A product as it is written down in the catalogue. */
export interface ProductDraft {
  /** Start of every variant's SKU. */
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly imageFile: string;
  /** Names of the options, in the order of each variant's values. */
  readonly options: readonly string[];
  readonly variants: readonly VariantDraft[];
}

/** A line of the catalogue: SKU ending, option values, price in cents, weight in grams, units on sale. */
export function variant(
  code: string,
  values: readonly string[],
  priceMinor: number,
  weightGrams: number,
  available: number,
): VariantDraft {
  return { code, values, priceMinor, weightGrams, available };
}

/** The only variant of a product that leaves nothing to choose. */
export function single(priceMinor: number, weightGrams: number, available: number): readonly VariantDraft[] {
  return [variant('', [], priceMinor, weightGrams, available)];
}
