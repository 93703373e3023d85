import { expect, it } from 'vitest';
import { filterOf, readListAddress, writeListAddress } from './list-address.ts';

it('reads back what it wrote', () => {
  const address = { search: 'mug & cup', sort: 'PRICE_ASC', minPrice: 500, maxPrice: null, inStock: true } as const;
  expect(readListAddress(writeListAddress(address))).toEqual(address);
});

it('takes nonsense for nothing', () => {
  const address = readListAddress(new URLSearchParams('sort=DROP&min=-1&max=1e9&stock=yes'));
  expect(address).toEqual({ search: '', sort: 'RELEVANCE', minPrice: null, maxPrice: null, inStock: false });
  expect(filterOf(address)).toEqual({});
  expect(String(writeListAddress(address))).toBe('');
});
