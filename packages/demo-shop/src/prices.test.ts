import { expect, test } from 'vitest';
import { demoProducts } from './catalogue.ts';
import { dataSet, demoSize } from './data-set.ts';
import { demoCurrencies, pricesIn } from './prices.ts';

const now = new Date('2026-06-01T09:00:00Z');

test.each([
  ['USD', 1_490],
  ['EUR', 1_300],
  ['IDR', 23_800_000],
  ['JPY', 2_210],
  ['KWD', 4_600],
])('prices what costs 14.90 US dollars in %s, in its minor units', (currency, minor) => {
  expect(pricesIn(currency)(1_490)).toBe(minor);
});

test('leaves the catalogue as it is written in US dollars', () => {
  const prices = pricesIn('USD');
  for (const { priceMinor } of demoProducts.flatMap(({ variants }) => variants))
    expect(prices(priceMinor)).toBe(priceMinor);
});

test.each(demoCurrencies)('prices everything in %s: products, variants, lines and orders', (currency) => {
  const set = dataSet({ ...demoSize, now, currency, generatedProducts: 20, orders: 50 });
  const variants = [...set.products()].flatMap((product) => product.variants);
  const priceOf = new Map(variants.map(({ id, priceMinor }) => [id, priceMinor]));
  for (const variant of variants) {
    expect(variant.currency).toBe(currency);
    expect(Number.isSafeInteger(variant.priceMinor) && variant.priceMinor > 0).toBe(true);
  }
  for (const order of set.orders()) {
    expect(order.currency).toBe(currency);
    for (const { variantId, unitPriceMinor } of order.lines) expect(unitPriceMinor).toBe(priceOf.get(variantId));
    expect(order.totalMinor).toBe(order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0));
  }
});

test('keeps the difference between what is cheap and what is dear', () => {
  const cents = demoProducts.flatMap(({ variants }) => variants.map(({ priceMinor }) => priceMinor));
  for (const currency of demoCurrencies) {
    const prices = pricesIn(currency);
    const ratio = prices(Math.max(...cents)) / prices(Math.min(...cents));
    expect(ratio / (Math.max(...cents) / Math.min(...cents))).toBeCloseTo(1, 0);
  }
});

test('has no prices in a currency that it does not know', () => {
  expect(() => dataSet({ ...demoSize, now, currency: 'XTS' })).toThrow('the demo has no prices in XTS');
});
