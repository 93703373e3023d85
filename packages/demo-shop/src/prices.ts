import { minorDigits } from '@storegraph/subgraph-kit/money';

/** How a currency prices things: what a dollar is worth in it, roughly, and the step between two of its prices. */
interface PriceLevel {
  readonly perDollar: number;
  readonly step: number;
}

/** ISO 4217 codes of the currencies that the demo can be priced in. Levels are for looks, not for exchange. */
const levels: ReadonlyMap<string, PriceLevel> = new Map(
  Object.entries({
    AED: { perDollar: 3.7, step: 0.5 },
    AUD: { perDollar: 1.5, step: 0.1 },
    BHD: { perDollar: 0.38, step: 0.05 },
    BRL: { perDollar: 5.5, step: 0.1 },
    CAD: { perDollar: 1.4, step: 0.1 },
    CHF: { perDollar: 0.9, step: 0.1 },
    CLP: { perDollar: 940, step: 10 },
    CNY: { perDollar: 7.2, step: 1 },
    COP: { perDollar: 4_000, step: 100 },
    CZK: { perDollar: 23, step: 1 },
    DKK: { perDollar: 6.9, step: 1 },
    EUR: { perDollar: 0.87, step: 0.1 },
    GBP: { perDollar: 0.76, step: 0.1 },
    HKD: { perDollar: 7.8, step: 1 },
    HUF: { perDollar: 360, step: 10 },
    IDR: { perDollar: 16_000, step: 1_000 },
    ILS: { perDollar: 3.6, step: 0.1 },
    INR: { perDollar: 86, step: 1 },
    JOD: { perDollar: 0.71, step: 0.05 },
    JPY: { perDollar: 148, step: 10 },
    KRW: { perDollar: 1_400, step: 100 },
    KWD: { perDollar: 0.31, step: 0.05 },
    MXN: { perDollar: 18, step: 1 },
    MYR: { perDollar: 4.4, step: 0.1 },
    NOK: { perDollar: 10, step: 1 },
    NZD: { perDollar: 1.7, step: 0.1 },
    OMR: { perDollar: 0.385, step: 0.05 },
    PHP: { perDollar: 57, step: 1 },
    PLN: { perDollar: 3.8, step: 0.1 },
    SAR: { perDollar: 3.75, step: 0.5 },
    SEK: { perDollar: 10, step: 1 },
    SGD: { perDollar: 1.3, step: 0.1 },
    THB: { perDollar: 33, step: 1 },
    TND: { perDollar: 3, step: 0.1 },
    TRY: { perDollar: 40, step: 1 },
    TWD: { perDollar: 31, step: 1 },
    USD: { perDollar: 1, step: 0.01 },
    VND: { perDollar: 26_000, step: 1_000 },
    ZAR: { perDollar: 18, step: 1 },
  }),
);

/** ISO 4217 codes of the currencies that the demo can be priced in, in the order of the alphabet. */
export const demoCurrencies: readonly string[] = [...levels.keys()];

/**
 * How the demo is priced in a currency: 14.90 US dollars are about 13 euros, 2,210 yen or 238,000 rupiah.
 *
 * @param currency - one of {@link demoCurrencies}
 * @returns from US cents to minor units of the currency, by the number of digits that ISO 4217 gives it; 1 step or more
 * @throws RangeError for another currency
 */
export function pricesIn(currency: string): (cents: number) => number {
  const level = levels.get(currency);
  if (level === undefined) throw new RangeError(`the demo has no prices in ${currency}`);
  const { perDollar, step } = level;
  const stepMinor = Math.round(step * 10 ** minorDigits(currency));
  return (cents) => Math.max(1, Math.round((cents * perDollar) / (100 * step))) * stepMinor;
}
