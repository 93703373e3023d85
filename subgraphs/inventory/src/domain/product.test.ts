import { describe, expect, it } from 'vitest';
import { priceRangeOf, quoteName, variantName, type Variant } from './product.ts';

const variant = (amount: number, changes: Partial<Variant> = {}): Variant => ({
  id: 'v',
  productId: 'p',
  productName: 'Stone Mug',
  sku: 'MUG',
  options: [],
  price: { amount, currency: 'USD' },
  isArchived: false,
  isOnSale: true,
  ...changes,
});

describe('names', () => {
  it('tell the options, or the product when there is nothing to choose', () => {
    const blue = variant(1, {
      options: [
        { name: 'Colour', value: 'Blue' },
        { name: 'Size', value: '350 ml' },
      ],
    });
    expect([variantName(blue), quoteName(blue)]).toEqual(['Blue / 350 ml', 'Stone Mug, Blue / 350 ml']);
    expect([variantName(variant(1)), quoteName(variant(1))]).toEqual(['Stone Mug', 'Stone Mug']);
  });
});

describe('priceRangeOf', () => {
  it('spans the variants on sale', () => {
    const range = priceRangeOf([variant(900), variant(300), variant(1200), variant(5, { isOnSale: false })]);
    expect(range).toEqual({ min: { amount: 300, currency: 'USD' }, max: { amount: 1200, currency: 'USD' } });
  });

  it('is null when none is on sale', () => {
    expect(priceRangeOf([])).toBeNull();
    expect(priceRangeOf([variant(1, { isOnSale: false })])).toBeNull();
  });
});
