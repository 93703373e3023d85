/** CASH: what came in. SALES: what it came for. Debits are positive, credits negative. */
export type LedgerAccount = 'CASH' | 'SALES';

export type LedgerEntry = {
  /** What moved the money: the payment for a capture, the refund for a refund. */
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

/** The two sides of money going back. */
export const refundEntries = ({ id, amountMinor, currency }: { readonly id: string; readonly amountMinor: number; readonly currency: string }): readonly [LedgerEntry, LedgerEntry] => [
  { causeId: id, account: 'CASH', amountMinor: 0 - amountMinor, currency },
  { causeId: id, account: 'SALES', amountMinor, currency },
];
