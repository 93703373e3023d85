import { MAX_LINES, MAX_QUANTITY, type VariantQuantity } from './quantities.ts';

/**
 * What an account's cart holds once a visitor's is merged into it: quantities of the same variant are added, to 1000 at
 * most; variants new to the cart follow behind, while it has fewer than 100 lines. The account's own lines always stay.
 */
export function mergeCarts(
  own: readonly VariantQuantity[],
  visitors: readonly VariantQuantity[],
): readonly VariantQuantity[] {
  const merged = new Map(own.map(({ variantId, quantity }) => [variantId, quantity]));
  for (const { variantId, quantity } of visitors) {
    const present = merged.get(variantId);
    if (present === undefined && merged.size >= MAX_LINES) continue;
    merged.set(variantId, Math.min(MAX_QUANTITY, (present ?? 0) + quantity));
  }
  return [...merged].map(([variantId, quantity]) => ({ variantId, quantity }));
}
