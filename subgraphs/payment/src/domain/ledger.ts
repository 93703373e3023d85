import type { PaymentMethod } from './payment.ts';

/**
 * CASH: what came in. COURIER: what carriers promised to collect, a claim on them. SALES: what it came for.
 * OWED: what came and was not due, so that it goes back. Debits are positive, credits negative.
 */
export type LedgerAccount = 'CASH' | 'COURIER' | 'SALES' | 'OWED';

export type LedgerEntry = {
  /** What moved the money: the payment for a capture, the refund for a refund. */
  readonly causeId: string;
  readonly account: LedgerAccount;
  readonly amountMinor: number;
  readonly currency: string;
};

type Movement = {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
};

/** Why the shop has the money: for what it sold, or for nothing. */
type Purpose = 'SALES' | 'OWED';

/** The account that holds what a payment brought. */
export const HOLDERS: Readonly<Record<PaymentMethod, LedgerAccount>> = {
  CARD: 'CASH',
  BANK_TRANSFER: 'CASH',
  E_WALLET: 'CASH',
  CASH_ON_DELIVERY: 'COURIER',
};

/** The two sides of money coming in; they sum to zero. */
export const captureEntries = (
  { id: causeId, method, amountMinor, currency }: Movement,
  purpose: Purpose,
): readonly [LedgerEntry, LedgerEntry] => [
  { causeId, account: HOLDERS[method], amountMinor, currency },
  { causeId, account: purpose, amountMinor: 0 - amountMinor, currency },
];

/** The two sides of money going back, on the accounts that it came in by. */
export const refundEntries = (
  { id: causeId, method, amountMinor, currency }: Movement,
  purpose: Purpose,
): readonly [LedgerEntry, LedgerEntry] => [
  { causeId, account: HOLDERS[method], amountMinor: 0 - amountMinor, currency },
  { causeId, account: purpose, amountMinor, currency },
];
