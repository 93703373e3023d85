import { minorDigits } from '@storegraph/subgraph-kit/money';
import { locale } from './messages.ts';

export type Money = { readonly amount: number; readonly currency: string };

const moneyFormats = new Map<string, Intl.NumberFormat>();

const moneyFormat = (currency: string): Intl.NumberFormat => {
  const known = moneyFormats.get(currency);
  if (known) return known;
  const usual = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Where price tags leave the minor unit out, an amount that has some still shows it.
  const format =
    (usual.resolvedOptions().maximumFractionDigits ?? 0) < minorDigits(currency)
      ? new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: minorDigits(currency) })
      : usual;
  moneyFormats.set(currency, format);
  return format;
};

/** Minor units in one major unit: 100 for USD, 1 for JPY, 1000 for KWD. */
export const minorPerMajor = (currency: string): number => 10 ** minorDigits(currency);

export const formatMoney = ({ amount, currency }: Money): string =>
  moneyFormat(currency).format(amount / minorPerMajor(currency));

/** An amount as people type it: `12.50`, without its currency. */
export const typedAmount = ({ amount, currency }: Money): string =>
  (amount / minorPerMajor(currency)).toFixed(minorDigits(currency));

/** Minor units of an amount as people type it, `12.5` or `12,50`; null when it is none of this currency. */
export const parseAmount = (typed: string, currency: string): number | null => {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim());
  const fraction = match?.[2] ?? '';
  return match && fraction.length <= digits ? Number(`${match[1]}${fraction.padEnd(digits, '0')}`) : null;
};

/** `$12` or `$12 – $30`. */
export const formatMoneyRange = (range: { readonly min: Money; readonly max: Money }): string =>
  range.min.amount === range.max.amount
    ? formatMoney(range.min)
    : moneyFormat(range.min.currency).formatRange(
        range.min.amount / minorPerMajor(range.min.currency),
        range.max.amount / minorPerMajor(range.max.currency),
      );

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
