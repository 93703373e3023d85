/** Mirrors the SDL enum. */
export const REFUND_STATUSES = ['PENDING', 'SUCCEEDED', 'FAILED'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/**
 * Money that goes back to the buyer, unless the provider refuses it. That of a captured payment counts as refunded from
 * the start until then; what is owed never does.
 */
export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: RefundStatus;
  /**
   * The member of staff who asked for it; null for the shop itself, when an order is cancelled or a provider took money
   * that nothing is paid by.
   */
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
};
