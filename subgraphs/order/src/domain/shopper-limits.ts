import type { VariantQuantity } from './quantities.ts';

/** What one shopper may keep from the others without paying; 0 stands for no limit. */
export type ShopperLimits = {
  readonly maxUnpaidOrders: number;
  /** Units of one variant, over all unpaid orders. */
  readonly maxHeldUnits: number;
};

/** Whether there is any limit to count for. */
export const isLimited = ({ maxUnpaidOrders, maxHeldUnits }: ShopperLimits): boolean =>
  maxUnpaidOrders > 0 || maxHeldUnits > 0;

/** Which limit an order would break. */
export type LimitBroken =
  | { readonly limit: 'unpaidOrders'; readonly maximum: number }
  | { readonly limit: 'heldUnits'; readonly maximum: number; readonly variantId: string; readonly held: number };

/**
 * The limit that one more order would break, if any.
 * @param unpaid - the lines of each unpaid order of the shopper
 */
export function limitBroken(
  limits: ShopperLimits,
  unpaid: readonly (readonly VariantQuantity[])[],
  wanted: readonly VariantQuantity[],
): LimitBroken | null {
  const { maxUnpaidOrders, maxHeldUnits } = limits;
  if (maxUnpaidOrders > 0 && unpaid.length >= maxUnpaidOrders)
    return { limit: 'unpaidOrders', maximum: maxUnpaidOrders };
  if (maxHeldUnits === 0) return null;
  const heldOf = Map.groupBy(unpaid.flat(), (line) => line.variantId);
  for (const { variantId, quantity } of wanted) {
    const held = (heldOf.get(variantId) ?? []).reduce((sum, line) => sum + line.quantity, 0);
    if (held + quantity > maxHeldUnits) return { limit: 'heldUnits', maximum: maxHeldUnits, variantId, held };
  }
  return null;
}
