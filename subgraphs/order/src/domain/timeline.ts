export const TIMELINE_KINDS = [
  'PLACED',
  'UPDATED',
  'PAYMENT_STARTED',
  'PAYMENT_EXPIRED',
  'PAYMENT_FAILED',
  'PAID',
  'REFUNDED',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const ACTOR_KINDS = ['BUYER', 'STAFF', 'SYSTEM'] as const;
/** Who was behind a step: a person, or the shop itself. */
export type Actor = { readonly kind: 'BUYER' | 'STAFF'; readonly userId: string } | { readonly kind: 'SYSTEM' };

export const SYSTEM: Actor = { kind: 'SYSTEM' };

/** A step of an order's life. */
export type TimelineEntry = {
  readonly id: string;
  readonly orderId: string;
  readonly kind: TimelineKind;
  readonly at: Date;
  readonly actor: Actor;
  readonly note: string | null;
};
