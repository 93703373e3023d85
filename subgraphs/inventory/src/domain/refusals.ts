import type { ReservationState } from './reservation.ts';

/** What is written to the catalogue. */
type Thing = 'product' | 'variant' | 'category';

export type NotFound = { readonly kind: 'notFound'; readonly what: Thing; readonly field: readonly string[] };
/** Another one has this slug, or as a variant this SKU. */
export type NameTaken = { readonly kind: 'nameTaken'; readonly what: Thing; readonly field: readonly string[] };
/** There are categories below it. */
export type CategoryNotEmpty = { readonly kind: 'categoryNotEmpty' };
/** The other units are held for orders; `available` can be taken at most. */
export type InsufficientStock = { readonly kind: 'insufficientStock'; readonly available: number };

/** Lines of an order that are short. Nothing is held. */
export type Shortage = {
  readonly kind: 'shortage';
  readonly shortages: readonly { readonly variantId: string; readonly requested: number; readonly available: number }[];
};
/** Variants that are not there, or not on sale. Nothing is held. */
export type UnknownVariants = { readonly kind: 'unknownVariants'; readonly variantIds: readonly string[] };
/** The order holds other lines. */
export type OtherLines = { readonly kind: 'otherLines' };
/** The order's reservation ended the other way; null when there is none. */
export type NotHeld = { readonly kind: 'notHeld'; readonly state: ReservationState | null };

export const productNotFound: NotFound = { kind: 'notFound', what: 'product', field: ['input', 'productId'] };
export const variantNotFound: NotFound = { kind: 'notFound', what: 'variant', field: ['input', 'variantId'] };
