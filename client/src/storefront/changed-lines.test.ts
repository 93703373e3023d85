import { expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';

const usd = (amount: number) => ({ amount, currency: 'USD', digits: 2 });
const line = (id: string, quantity: number, amount: number | null) => ({
  quantity,
  unitPrice: amount === null ? null : usd(amount),
  variant: { id, name: id, product: { name: 'Mug' } },
});

it('tells of other prices, other quantities, lines that came and lines that went, and of no others', () => {
  expect(
    changedLines(
      [line('Red', 1, 1200), line('Blue', 2, 1200), line('Grey', 1, null), line('Mug', 1, 500), line('Black', 3, 700)],
      [line('Red', 1, 1200), line('Blue', 3, 1100), line('Grey', 1, 900), line('White', 1, 100), line('Mug', 1, 500)],
    ),
  ).toEqual([
    'Mug, Blue: 3 × $11.00 instead of 2 × $12.00.',
    'Mug, Grey: 1 × $9.00 instead of 1 × —.',
    'Mug, White: 1 × $1.00, added since.',
    'Mug, Black: no longer in it.',
  ]);
});

it('names what has gone as such', () => {
  expect(changedLines([], [{ quantity: 1, unitPrice: usd(100), variant: null }])).toEqual([
    'An item that is no longer on sale: 1 × $1.00, added since.',
  ]);
});
