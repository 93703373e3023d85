/** Mirrors the SDL enum. */
export const REFUND_STATUSES = ['PENDING', 'SUCCEEDED', 'FAILED'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Money on its way back to the buyer, or there. Its amount counts as refunded from the start, until the provider refuses it. */
export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: RefundStatus;
  /** The member of staff who asked for it; null for the shop itself, when an order is cancelled. */
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
};
