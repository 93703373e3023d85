/** Mirrors the SDL enum. */
export const PAYMENT_STATUSES = ['PENDING', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'EXPIRED', 'CANCELLED'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Mirrors the SDL enum. */
export const PAYMENT_METHODS = ['CARD', 'BANK_TRANSFER', 'E_WALLET', 'CASH_ON_DELIVERY'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

type Attempt = {
  readonly id: string;
  readonly orderId: string;
  readonly userId: string;
  readonly method: PaymentMethod;
  /** The provider's name of the means of payment. */
  readonly reference: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly startedAt: Date;
  /** From this moment on the attempt cannot be confirmed. */
  readonly expiresAt: Date;
  /** The database's clock when this was read. */
  readonly serverTime: Date;
};

/** One attempt to pay an order, as it is at `serverTime`. */
export type Payment = Attempt &
  (
    | { readonly status: 'CAPTURED'; readonly capturedAt: Date; readonly refundedMinor: number }
    | { readonly status: Exclude<PaymentStatus, 'CAPTURED'> }
  );

/** The attempt that counts among those of one order, oldest first: the captured one, else the newest. */
export const attemptThatCounts = (attempts: readonly Payment[]): Payment | null =>
  attempts.find(({ status }) => status === 'CAPTURED') ?? attempts.at(-1) ?? null;
