import { NIL_ID } from '@storegraph/subgraph-kit/id';
import { sumMoney, timesMoney, type Money } from '@storegraph/subgraph-kit/money';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { VariantQuantity } from './quantities.ts';

/** A variant in a cart. */
export type CartLine = {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly position: number;
  /** What one unit cost when units were last added; null for lines older than this was kept. */
  readonly priceWhenAdded: Money | null;
};

/** What the inventory says of a variant today. */
export type Offer =
  | { readonly kind: 'onSale'; readonly unitPrice: Money; readonly available: number }
  | { readonly kind: 'notOnSale' }
  /** It does not answer. */
  | { readonly kind: 'unknown' };

/** What a shopper should know of a line before ordering it. */
export type CartLineWarning =
  | { readonly kind: 'priceChanged'; readonly priceWhenAdded: Money }
  | { readonly kind: 'insufficientStock'; readonly available: number }
  | { readonly kind: 'notOnSale' };

/** A cart, which is no more than its owner's lines: a user's, or a visitor's who is not signed in. */
export type Cart = { readonly ownerId: string; readonly lines: readonly CartLine[] };

/** Owns the cart of a request without user or visitor. It stays empty, as no request could find it again. */
export const NO_OWNER = NIL_ID;

/**
 * Whose cart a request is about. Guests keep the cart of their browser, so that nothing moves while they check out;
 * for an account, `visitorId` is a browser's cart that is waiting to be merged into theirs.
 * Null when the caller cannot own a cart.
 */
export function cartOwner(viewer: Viewer): { readonly ownerId: string; readonly visitorId: string | null } | null {
  switch (viewer.kind) {
    case 'service':
      return null;
    case 'anonymous':
      return viewer.visitorId === null ? null : { ownerId: viewer.visitorId, visitorId: null };
    case 'user':
      return viewer.isGuest
        ? { ownerId: viewer.visitorId ?? viewer.userId, visitorId: null }
        : { ownerId: viewer.userId, visitorId: viewer.visitorId };
  }
}

/** Today's price of one unit; null where there is none, or none that is known. */
export const unitPriceOf = (offer: Offer): Money | null => (offer.kind === 'onSale' ? offer.unitPrice : null);

/** What changed since a line was added, and what stands in the way of ordering it. */
export function warningsOf(
  { quantity, priceWhenAdded }: Pick<CartLine, 'quantity' | 'priceWhenAdded'>,
  offer: Offer,
): readonly CartLineWarning[] {
  switch (offer.kind) {
    case 'unknown':
      return [];
    case 'notOnSale':
      return [{ kind: 'notOnSale' }];
    case 'onSale': {
      const { unitPrice, available } = offer;
      const hasNewPrice =
        priceWhenAdded !== null &&
        (priceWhenAdded.amount !== unitPrice.amount || priceWhenAdded.currency !== unitPrice.currency);
      return [
        ...(hasNewPrice ? [{ kind: 'priceChanged', priceWhenAdded } as const] : []),
        ...(available < quantity ? [{ kind: 'insufficientStock', available } as const] : []),
      ];
    }
  }
}

/** The price of some units; null where there is none, or beyond what an amount of money can be. */
export function priceOf(unitPrice: Money | null, quantity: number): Money | null {
  if (unitPrice === null) return null;
  try {
    return timesMoney(unitPrice, quantity);
  } catch {
    return null;
  }
}

/**
 * Sum of the lines that have a price. Null when no line has one, and when the sum is beyond what an amount can be or
 * not in the shop's currency.
 */
export function subtotalOf(totals: readonly (Money | null)[], currency: string): Money | null {
  const priced = totals.filter((total) => total !== null);
  if (totals.length > 0 && priced.length === 0) return null;
  try {
    return sumMoney(priced, currency);
  } catch {
    return null;
  }
}

/** What stays in a cart after some of it was ordered; units added since then stay, too. */
export function withoutOrdered(
  cart: readonly VariantQuantity[],
  ordered: readonly VariantQuantity[],
): readonly VariantQuantity[] {
  const orderedOf = new Map(ordered.map((line) => [line.variantId, line.quantity]));
  return cart
    .map(({ variantId, quantity }) => ({ variantId, quantity: quantity - (orderedOf.get(variantId) ?? 0) }))
    .filter((line) => line.quantity > 0);
}
