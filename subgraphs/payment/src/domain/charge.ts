/**
 * What is known of the money that a provider moves for an attempt. REQUESTED: it was asked, or is about to be, and has
 * not answered. TAKEN: it holds the money of a captured payment. NOT_TAKEN: it holds nothing. OWED: it took money that
 * nothing is paid by, and that goes back as a refund of the whole. RETURNED: that refund succeeded.
 */
export type ChargeStatus = 'REQUESTED' | 'TAKEN' | 'NOT_TAKEN' | 'OWED' | 'RETURNED';

type StepRule = { readonly from: readonly ChargeStatus[]; readonly to: ChargeStatus };

/**
 * What can become of a charge. Providers tell late, twice and in any order: money that they say they took outweighs an
 * earlier no, and no later word takes it back.
 */
export const CHARGE_STEPS = {
  take: { from: ['REQUESTED'], to: 'TAKEN' },
  owe: { from: ['REQUESTED', 'NOT_TAKEN'], to: 'OWED' },
  drop: { from: ['REQUESTED'], to: 'NOT_TAKEN' },
  return: { from: ['OWED'], to: 'RETURNED' },
} as const satisfies Record<string, StepRule>;

export type ChargeStep = keyof typeof CHARGE_STEPS;

/** What a provider says of a charge, asked or unasked. */
export type ChargeReport =
  | { readonly kind: 'taken'; readonly amountMinor: number; readonly currency: string }
  | { readonly kind: 'notTaken' };
