import type { PaymentMethod } from '../domain/payment.ts';

/** What a provider knows of an attempt. */
type Charge = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  /** The provider's own name of the means of payment, as the buyer's browser got it; null where there is none. */
  readonly reference: string | null;
  readonly amountMinor: number;
  readonly currency: string;
};

/** Some of a charge, on its way back. */
type ProviderRefund = { readonly refundId: string; readonly charge: Charge; readonly amountMinor: number };

/**
 * Whoever moves the money. Every call is idempotent by the id that it names, so that one without an answer is simply sent again;
 * it rejects when there is no answer.
 */
export type PaymentProvider = {
  capture(charge: Charge): Promise<'captured' | 'declined'>;
  /** Gives up a charge that came too late, and gives back what was taken for it. */
  cancel(charge: Charge): Promise<void>;
  /** Refused is final: the means of payment takes nothing back. */
  refund(refund: ProviderRefund): Promise<'refunded' | 'refused'>;
};
