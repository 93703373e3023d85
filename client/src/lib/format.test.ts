import { expect, it } from 'vitest';
import { formatAgo, formatMoney, formatMoneyRange, parseAmount, typedAmount } from './format.ts';

it('writes minor units with the digits of their currency', () => {
  expect(formatMoney({ amount: 1999, currency: 'USD', digits: 2 })).toBe('$19.99');
  expect(formatMoney({ amount: 1999, currency: 'JPY', digits: 0 })).toBe('¥1,999');
  expect(formatMoney({ amount: 1999, currency: 'KWD', digits: 3 })).toMatch(/1\.999/);
  expect(formatMoney({ amount: 23_900_000, currency: 'IDR', digits: 2 })).toMatch(/^IDR\s239,000$/);
  expect(formatMoney({ amount: 23_900_050, currency: 'IDR', digits: 2 })).toMatch(/^IDR\s239,000\.5$/);
});

it('goes by the digits of the graph, whatever the browser believes', () => {
  expect(formatMoney({ amount: 199_900, currency: 'HUF', digits: 2 })).toMatch(/^HUF\s1,999$/);
  expect(formatMoney({ amount: 199_950, currency: 'COP', digits: 2 })).toMatch(/^COP\s1,999\.5$/);
});

it('reads an amount as people type it, and nothing that is not one of its currency', () => {
  expect(['12', '12.5', '12,50', ' 0.05 '].map((typed) => parseAmount(typed, 2))).toEqual([1200, 1250, 1250, 5]);
  expect(['', '12.505', '-1', '1e3', '1.2.3', '$5'].map((typed) => parseAmount(typed, 2))).toEqual(Array(6).fill(null));
  expect([parseAmount('12', 0), parseAmount('1.5', 0)]).toEqual([12, null]);
});

it('writes an amount so that it can be typed on', () => {
  expect([typedAmount({ amount: 1250, digits: 2 }), typedAmount({ amount: 12, digits: 0 })]).toEqual(['12.50', '12']);
});

it('writes a range only when there is one', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD', digits: 2 });
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
