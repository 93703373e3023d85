/**
 * An amount in minor units of its currency: `{ amount: 1999, currency: 'USD' }` is 19.99 US dollars. Mirrors the SDL
 * type.
 */
export type Money = { readonly amount: number; readonly currency: string };

/** The largest amount that a price, a line or an order may reach, in minor units. Leaves a factor of 9,000 to 2^53. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000;

/**
 * @param amountMinor - whole minor units, 0 to {@link MAX_AMOUNT_MINOR}
 * @param currency - ISO 4217, upper case
 * @throws RangeError when the amount is not a whole number within bounds
 */
export function money(amountMinor: number, currency: string): Money {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR)
    throw new RangeError(`Not an amount of money: ${amountMinor}`);
  return { amount: amountMinor, currency };
}

/**
 * Sums amounts of one currency.
 * @param currency - currency of the sum, also of an empty one
 * @throws RangeError when a currency differs or the sum leaves the bounds
 */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let total = 0;
  for (const each of amounts) {
    if (each.currency !== currency) throw new RangeError(`Cannot add ${each.currency} to ${currency}`);
    total += each.amount;
  }
  return money(total, currency);
}

/**
 * @param quantity - whole units, 0 or more
 * @throws RangeError when the product leaves the bounds; checked before multiplying, so nothing wraps or rounds
 */
export function timesMoney(unit: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity) || quantity < 0) throw new RangeError(`Not a quantity: ${quantity}`);
  if (quantity > 0 && unit.amount > MAX_AMOUNT_MINOR / quantity) throw new RangeError('The amount is too large');
  return money(unit.amount * quantity, unit.currency);
}

/** ISO 4217: currencies whose minor unit is not a hundredth. */
const MINOR_DIGITS: ReadonlyMap<string, number> = new Map(
  [
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    '',
    '',
    'BHD IQD JOD KWD LYD OMR TND',
    'CLF UYW',
  ].flatMap((codes, digits) => codes.split(' ').map((code) => [code, digits] as const)),
);

/**
 * How many decimal digits the minor unit of a currency has: 2 for USD, 0 for JPY, 3 for KWD. By ISO 4217, and not by
 * `Intl`, which goes by what is usual on price tags: it gives IDR, HUF and COP none, another number in another year, and
 * amounts that are stored cannot follow.
 *
 * @param currency - ISO 4217, upper case
 */
export const minorDigits = (currency: string): number => MINOR_DIGITS.get(currency) ?? 2;
