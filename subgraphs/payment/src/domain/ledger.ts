/** CASH: what came in. SALES: what it came for. Debits are positive, credits negative. */
export type LedgerAccount = 'CASH' | 'SALES';

export type LedgerEntry = {
  /** What moved the money: the payment for a capture. */
  readonly causeId: string;
  readonly account: LedgerAccount;
  readonly amountMinor: number;
  readonly currency: string;
};

/** The two sides of money coming in; they sum to zero. */
export const captureEntries = (payment: {
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
}): readonly [LedgerEntry, LedgerEntry] => {
  const { id: causeId, amountMinor, currency } = payment;
  return [
    { causeId, account: 'CASH', amountMinor, currency },
    { causeId, account: 'SALES', amountMinor: 0 - amountMinor, currency },
  ];
};
