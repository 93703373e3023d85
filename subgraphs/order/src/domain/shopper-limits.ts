import type { VariantQuantity } from './quantities.ts';

/** What may be kept from the others without paying; 0 stands for no limit. */
export type HoldLimits = {
  readonly maxUnpaidOrders: number;
  /** Units of one variant, over all unpaid orders. */
  readonly maxHeldUnits: number;
};

/** Shoppers are free to begin anew, so their devices are held to the same, and all who come from one network to more. */
export type ShopperLimits = { readonly shopper: HoldLimits; readonly network: HoldLimits };

/** Who asks for an order, and from where; what is null is not known. */
export type Source = {
  readonly userId: string;
  readonly visitorId: string | null;
  readonly addressHash: string | null;
};

/** What a source holds. */
export type Unpaid = Source & { readonly lines: readonly VariantQuantity[] };

/** Whether there is any limit to count for. */
export const isLimited = ({ maxUnpaidOrders, maxHeldUnits }: HoldLimits): boolean =>
  maxUnpaidOrders > 0 || maxHeldUnits > 0;

/** Which limit an order would break, and whose it is when not the shopper's or the device's. */
export type LimitBroken = { readonly of?: 'network' } & (
  | { readonly limit: 'unpaidOrders'; readonly maximum: number }
  | { readonly limit: 'heldUnits'; readonly maximum: number; readonly variantId: string; readonly held: number }
);

/**
 * The limit that one more order would break, if any: of the shopper, of the device or of the network.
 * @param unpaid - the unpaid orders of each of them, and of others
 */
export function limitBroken(
  { shopper, network }: ShopperLimits,
  unpaid: readonly Unpaid[],
  wanted: Unpaid,
): LimitBroken | null {
  const heldBy = (key: keyof Source) =>
    wanted[key] === null ? [] : unpaid.filter((each) => each[key] === wanted[key]).map(({ lines }) => lines);
  const own =
    limitOfOne(shopper, heldBy('userId'), wanted.lines) ?? limitOfOne(shopper, heldBy('visitorId'), wanted.lines);
  if (own !== null) return own;
  const shared = limitOfOne(network, heldBy('addressHash'), wanted.lines);
  return shared && { ...shared, of: 'network' };
}

function limitOfOne(
  limits: HoldLimits,
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
