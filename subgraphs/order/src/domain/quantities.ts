/** Units of a variant, in a cart or an order. */
export type VariantQuantity = { readonly variantId: string; readonly quantity: number };

export const MAX_QUANTITY = 1000;
export const MAX_LINES = 100;

/** Adds up lines of the same variant, which keep the place of the first. */
export function mergeQuantities(lines: readonly VariantQuantity[]): readonly VariantQuantity[] {
  const merged = new Map<string, number>();
  for (const { variantId, quantity } of lines) merged.set(variantId, (merged.get(variantId) ?? 0) + quantity);
  return [...merged].map(([variantId, quantity]) => ({ variantId, quantity }));
}
