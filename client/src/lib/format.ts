import { locale } from './messages.ts';

/** An amount as the graph gives it: the shop says how many digits its currency has, as browsers disagree on that. */
export type Money = { readonly amount: number; readonly currency: string; readonly digits: number };

const moneyFormats = new Map<string, Intl.NumberFormat>();

const moneyFormat = ({ currency, digits }: Money): Intl.NumberFormat => {
  const known = moneyFormats.get(currency);
  if (known) return known;
  const usual = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Where price tags leave the minor unit out, an amount that has some still shows it.
  const minimumFractionDigits = Math.min(usual.resolvedOptions().minimumFractionDigits ?? 0, digits);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits,
    maximumFractionDigits: digits,
  });
  moneyFormats.set(currency, format);
  return format;
};

const inMajorUnits = ({ amount, digits }: Money): number => amount / 10 ** digits;

export const formatMoney = (money: Money): string => moneyFormat(money).format(inMajorUnits(money));

/** An amount as people type it: `12.50`, without its currency. */
export const typedAmount = (money: Pick<Money, 'amount' | 'digits'>): string =>
  (money.amount / 10 ** money.digits).toFixed(money.digits);

/** Minor units of an amount as people type it, `12.5` or `12,50`; null when it is none of such a currency. */
export const parseAmount = (typed: string, digits: number): number | null => {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim());
  const fraction = match?.[2] ?? '';
  return match && fraction.length <= digits ? Number(`${match[1]}${fraction.padEnd(digits, '0')}`) : null;
};

/** `$12` or `$12 – $30`. */
export const formatMoneyRange = (range: { readonly min: Money; readonly max: Money }): string =>
  range.min.amount === range.max.amount
    ? formatMoney(range.min)
    : moneyFormat(range.min).formatRange(inMajorUnits(range.min), inMajorUnits(range.max));

const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
const whole = new Intl.NumberFormat(locale);

export const formatDateTime = (iso: string): string => dateTime.format(new Date(iso));
export const formatDate = (iso: string): string => dateOnly.format(new Date(iso));
export const formatNumber = (value: number): string => whole.format(value);

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `5 minutes ago`; under a minute, `this minute`. */
export const formatAgo = (iso: string, nowMs: number): string => {
  const passedMs = Math.max(0, nowMs - Date.parse(iso));
  const [unit, unitMs] = steps.find(([, ms]) => passedMs >= ms) ?? ['minute', 60_000];
  return ago.format(-Math.floor(passedMs / unitMs), unit);
};
