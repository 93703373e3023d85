import type { Result } from '@storegraph/subgraph-kit/result';
import type { Payment, PaymentMethod } from '../domain/payment.ts';

/** What a provider knows of an attempt. Its id is the one that every call and every webhook names. */
export type ProviderAttempt = Pick<Payment, 'id' | 'method' | 'reference' | 'amountMinor' | 'currency' | 'expiresAt'>;

/** Some of the money of an attempt, on its way back. */
export type ProviderRefund = {
  readonly refundId: string;
  readonly attempt: ProviderAttempt;
  readonly amountMinor: number;
  readonly currency: string;
};

/** What a provider tells by itself. It may come late, twice, and in any order. */
export type ProviderEvent =
  | {
      readonly kind: 'captured';
      readonly id: string;
      readonly paymentId: string;
      readonly amountMinor: number;
      readonly currency: string;
    }
  | { readonly kind: 'declined'; readonly id: string; readonly paymentId: string };

/** A request to a provider's address for webhooks, as it came; header names in lower case. */
export type Webhook = { readonly headers: ReadonlyMap<string, string>; readonly body: Buffer };

export type WebhookRefusal =
  | { readonly kind: 'wrongSignature' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

/**
 * Moves the money. Every call is idempotent by the id that it names, so that one without an answer is simply sent
 * again. It rejects when there is no answer; the signal ends when the caller stops waiting. Never call one within a
 * transaction.
 */
export type PaymentProvider = {
  /** In the address of its webhooks, and with each payment that it handles: never to be changed. */
  readonly name: string;
  readonly methods: readonly PaymentMethod[];
  /** Says that an attempt has been opened, for providers that talk to the buyer themselves. */
  start(attempt: ProviderAttempt, signal: AbortSignal): Promise<void>;
  capture(attempt: ProviderAttempt, signal: AbortSignal): Promise<'captured' | 'declined'>;
  /** Gives up an attempt, so that nothing is taken for it any more; `captured` says that it was taken before. */
  cancel(attempt: ProviderAttempt, signal: AbortSignal): Promise<'cancelled' | 'captured'>;
  /** Refused is final: the means of payment takes nothing back. */
  refund(refund: ProviderRefund, signal: AbortSignal): Promise<'refunded' | 'refused'>;
  /** Reads a webhook whose signature is right at `now`; null for a provider that tells nothing by itself. */
  readonly webhook: ((webhook: Webhook, now: Date) => Result<ProviderEvent, WebhookRefusal>) | null;
};
