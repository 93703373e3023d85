import { expect, test } from 'vitest';
import { dataSet, demoSize } from './data-set.ts';

const now = new Date('2026-06-01T09:00:00Z');

test('gives two databases the same data', () => {
  const [mine, theirs] = [
    dataSet({ ...demoSize, currency: 'USD', now }),
    dataSet({ ...demoSize, currency: 'USD', now }),
  ];
  expect([...mine.orders()]).toEqual([...theirs.orders()]);
  expect([...mine.orders()]).toHaveLength(demoSize.orders);
  expect([...mine.products()]).toEqual([...theirs.products()]);
});

test('sells exactly the variants of its products, written and generated', () => {
  const set = dataSet({ ...demoSize, currency: 'USD', now, generatedProducts: 50 });
  const ids = [...set.products()].flatMap(({ variants }) => variants.map(({ id }) => id));
  expect(Array.from({ length: set.variants.length }, (_, n) => set.variants.at(n).id)).toEqual(ids);
});

test('sells each line at the price of its variant', () => {
  const set = dataSet({ ...demoSize, currency: 'USD', now });
  const prices = new Map(
    [...set.products()].flatMap(({ variants }) => variants.map(({ id, priceMinor }) => [id, priceMinor])),
  );
  for (const { lines } of set.orders())
    for (const line of lines) expect(line.unitPriceMinor).toBe(prices.get(line.variantId));
});

test('fills the shelves before the first order', () => {
  const set = dataSet({ ...demoSize, currency: 'USD', now });
  const book = set.openStockBook();
  for (const order of set.orders()) {
    expect(order.placedAt > set.openedAt).toBe(true);
    book.record(order);
  }
  const receipts = [...book.openingReceipts(set.openedAt)];
  expect(receipts.length).toBeGreaterThan(set.variants.length * 0.95);
  expect(receipts.every(({ onHandDelta, at }) => onHandDelta > 0 && at === set.openedAt)).toBe(true);
});
