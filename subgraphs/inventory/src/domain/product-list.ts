import type { Category } from './category.ts';

/** Order of lists of products; the names are those of the schema. */
export type ProductSort = 'RELEVANCE' | 'NEWEST' | 'NAME_ASC' | 'PRICE_ASC' | 'PRICE_DESC';

/** What a product must fulfil to be in a list. `null` asks for nothing. */
export type ProductFilter = {
  readonly search: string | null;
  /** For each of these sets, a product must stand in one of its categories. */
  readonly categories: readonly (readonly string[])[];
  readonly minPriceMinor: number | null;
  readonly maxPriceMinor: number | null;
  readonly isInStock: boolean | null;
  readonly ids: readonly string[] | null;
  readonly includesArchived: boolean;
};

/** How many products of a list a category holds. */
export type CategoryFacet = { readonly category: Category; readonly count: number };
