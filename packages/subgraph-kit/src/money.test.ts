import fc from 'fast-check';
import { manySequences } from '@storegraph/testkit/sequences';
import { expect, it } from 'vitest';
import { MAX_AMOUNT_MINOR, minorDigits, money, sumMoney, timesMoney } from './money.ts';

const amount = fc.integer({ min: 0, max: 1_000_000 });

it('sums as integers do, in any order', () => {
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      const values = amounts.map((value) => money(value, 'USD'));
      expect(sumMoney(values, 'USD')).toEqual(sumMoney(values.toReversed(), 'USD'));
      expect(sumMoney(values, 'USD').amount).toBe(amounts.reduce((a, b) => a + b, 0));
    }),
  );
});

it('multiplies by a quantity as adding it so often does', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 50 }), (value, quantity) => {
      const unit = money(value, 'USD');
      expect(timesMoney(unit, quantity)).toEqual(
        sumMoney(
          Array.from({ length: quantity }, () => unit),
          'USD',
        ),
      );
    }),
  );
});

it.each([-1, 1.5, Number.NaN, Infinity, 2 ** 53, MAX_AMOUNT_MINOR + 1])('refuses %d as an amount', (value) => {
  expect(() => money(value, 'USD')).toThrow(RangeError);
});

it('refuses to mix currencies, and products beyond the bounds', () => {
  expect(() => sumMoney([money(1, 'EUR')], 'USD')).toThrow('Cannot add EUR to USD');
  expect(() => timesMoney(money(MAX_AMOUNT_MINOR, 'USD'), 2)).toThrow('too large');
  expect(() => timesMoney(money(1, 'USD'), -1)).toThrow('Not a quantity');
});

it('adds up a bill exactly or refuses it, whatever amounts, quantities and currencies are on it', () => {
  // Weighted towards the bounds, where numbers round and wrap.
  const amounts = fc.oneof(
    amount,
    fc.integer({ min: MAX_AMOUNT_MINOR - 3, max: MAX_AMOUNT_MINOR }),
    fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }),
  );
  const quantities = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0, 1, 2, Number.MAX_SAFE_INTEGER));
  const currencies = fc.oneof(
    { weight: 20, arbitrary: fc.constant('USD') },
    { weight: 1, arbitrary: fc.constantFrom('EUR', 'usd', '') },
  );
  const bill = fc.array(fc.record({ amount: amounts, quantity: quantities, currency: currencies }), { maxLength: 8 });
  fc.assert(
    fc.property(bill, (lines) => {
      const exact = lines.reduce((sum, line) => sum + BigInt(line.amount) * BigInt(line.quantity), 0n);
      const fits = lines.every((line) => line.currency === 'USD') && exact <= BigInt(MAX_AMOUNT_MINOR);
      const total = () =>
        sumMoney(
          lines.map((line) => timesMoney(money(line.amount, line.currency), line.quantity)),
          'USD',
        );
      if (fits) expect(BigInt(total().amount)).toBe(exact);
      else expect(total).toThrow(RangeError);
    }),
    manySequences(),
  );
});

it('counts the digits of a minor unit by ISO 4217, whatever price tags show', () => {
  expect(['USD', 'EUR', 'IDR', 'HUF', 'COP', 'JPY', 'KRW', 'KWD', 'TND', 'CLF'].map(minorDigits)).toEqual([
    2, 2, 2, 2, 2, 0, 0, 3, 3, 4,
  ]);
});
