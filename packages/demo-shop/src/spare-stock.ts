import { itemAt } from './random.ts';

interface Loan {
  readonly variants: readonly number[];
  readonly quantities: readonly number[];
  readonly endsMs: number;
}

/** Keeps count of the units held by orders that will give them back. */
export interface SpareStock {
  /**
   * Takes the units on loan until `endsMs` if that leaves none of the variants short, else takes nothing and says
   * false. `nowMs` must not fall from call to call.
   */
  readonly lend: (nowMs: number, endsMs: number, variants: readonly number[], quantities: readonly number[]) => boolean;
}

/**
 * The reason why a history never oversells: opening stock is `available + sold + still held`, so an order that sells
 * is always covered, and one that lapses may hold only what of `available` no other lapsing order holds.
 *
 * @param availableOf - Units of a variant on sale at the end of the history.
 */
export function createSpareStock(variants: number, availableOf: (variant: number) => number): SpareStock {
  const onLoan = new Int32Array(variants);
  let loans: Loan[] = [];

  function change(loan: Loan, sign: 1 | -1): void {
    loan.variants.forEach((variant, index) => {
      onLoan[variant] = (onLoan[variant] ?? 0) + sign * itemAt(loan.quantities, index);
    });
  }

  return {
    lend: (nowMs, endsMs, wanted, quantities) => {
      for (const loan of loans) if (loan.endsMs < nowMs) change(loan, -1);
      loans = loans.filter((loan) => loan.endsMs >= nowMs);
      const isSpare = wanted.every(
        (variant, index) => (onLoan[variant] ?? 0) + itemAt(quantities, index) <= availableOf(variant),
      );
      if (!isSpare) return false;
      const loan = { variants: wanted, quantities, endsMs };
      loans.push(loan);
      change(loan, 1);
      return true;
    },
  };
}
