import { expect, it } from 'vitest';
import { formatAgo, formatMoney, formatMoneyRange, minorPerMajor } from './format.ts';

it('writes minor units with the digits of their currency', () => {
  expect(formatMoney({ amount: 1999, currency: 'USD' })).toBe('$19.99');
  expect(formatMoney({ amount: 1999, currency: 'JPY' })).toBe('¥1,999');
  expect(formatMoney({ amount: 1999, currency: 'KWD' })).toMatch(/1\.999/);
});

it('knows how many minor units a major one has', () => {
  expect([minorPerMajor('USD'), minorPerMajor('JPY'), minorPerMajor('KWD')]).toEqual([100, 1, 1000]);
});

it('writes a range only when there is one', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  expect(formatMoneyRange({ min: usd(1200), max: usd(1200) })).toBe('$12.00');
  expect(formatMoneyRange({ min: usd(1200), max: usd(3000) })).toBe('$12.00 – $30.00');
});

it('says how long ago in the largest whole unit', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  expect(formatAgo('2026-03-01T11:55:00Z', now)).toBe('5 minutes ago');
  expect(formatAgo('2026-03-01T09:30:00Z', now)).toBe('2 hours ago');
  expect(formatAgo('2026-02-27T09:30:00Z', now)).toBe('2 days ago');
  expect(formatAgo('2026-03-01T12:00:30Z', now)).toBe('this minute');
});
