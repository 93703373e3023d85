/** Mirrors the SDL enum. OPEN becomes CAPTURED or CLOSED, once: this is where paid and expired are told apart. */
export const PAYABLE_STATES = ['OPEN', 'CAPTURED', 'CLOSED'] as const;
export type PayableState = (typeof PAYABLE_STATES)[number];

/** What an order owes. */
export type Debt = {
  readonly orderId: string;
  readonly userId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** No attempt lives longer than this. */
  readonly holdExpiresAt: Date;
  /** Until when the first attempt extends that; null when none does. */
  readonly latestHoldExpiresAt: Date | null;
};

export type Payable = Debt & { readonly state: PayableState };

/** Mirrors the SDL enum. */
export type NotPayableReason = 'ALREADY_PAID' | 'CLOSED' | 'HOLD_EXPIRED';

/** Why no attempt may be opened at `now`, the database's clock; null when one may. */
export function whyNotPayable({ state, holdExpiresAt }: Payable, now: Date): NotPayableReason | null {
  switch (state) {
    case 'OPEN':
      return holdExpiresAt.getTime() <= now.getTime() ? 'HOLD_EXPIRED' : null;
    case 'CAPTURED':
      return 'ALREADY_PAID';
    case 'CLOSED':
      return 'CLOSED';
  }
}

/** Whether an attempt that opens now extends the hold. */
export const extendsHold = ({ holdExpiresAt, latestHoldExpiresAt }: Debt): boolean =>
  latestHoldExpiresAt !== null && latestHoldExpiresAt > holdExpiresAt;

/** The end of an attempt that opens at `now`: its window, cut where the order stops holding its stock. */
export const attemptEnd = (now: Date, windowMs: number, holdExpiresAt: Date): Date =>
  new Date(Math.min(now.getTime() + windowMs, holdExpiresAt.getTime()));

/** Whether two commands speak of the same debt. The hold may differ: it is the first one's that counts. */
export const isSameDebt = (a: Debt, b: Debt): boolean =>
  a.orderId === b.orderId && a.userId === b.userId && a.amountMinor === b.amountMinor && a.currency === b.currency;
