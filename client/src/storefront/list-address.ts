import type { ProductFilter, ProductSort } from '../graphql/__generated__/graphql.ts';
import { t } from '../lib/messages.ts';

/** What the address of a list says: it can be shared, bookmarked and gone back to. */
export type ListAddress = {
  readonly search: string;
  readonly sort: ProductSort;
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
  readonly inStock: boolean;
};

const isSort = (value: string | null): value is ProductSort => value !== null && Object.hasOwn(t.list.sorts, value);

const minorUnits = (value: string | null): number | null =>
  value !== null && /^\d{1,12}$/.test(value) ? Number(value) : null;

export const readListAddress = (params: URLSearchParams): ListAddress => {
  const sort = params.get('sort');
  return {
    search: params.get('search')?.trim() ?? '',
    sort: isSort(sort) ? sort : 'RELEVANCE',
    minPrice: minorUnits(params.get('min')),
    maxPrice: minorUnits(params.get('max')),
    inStock: params.get('stock') === '1',
  };
};

/** Leaves out what is not set, so that the plain list has the plain address. */
export const writeListAddress = (address: ListAddress): URLSearchParams => {
  const params = new URLSearchParams();
  if (address.search) params.set('search', address.search);
  if (address.sort !== 'RELEVANCE') params.set('sort', address.sort);
  if (address.minPrice !== null) params.set('min', String(address.minPrice));
  if (address.maxPrice !== null) params.set('max', String(address.maxPrice));
  if (address.inStock) params.set('stock', '1');
  return params;
};

export const filterOf = ({ search, minPrice, maxPrice, inStock }: ListAddress): ProductFilter => ({
  ...(search && { search }),
  ...(minPrice !== null && { minPrice }),
  ...(maxPrice !== null && { maxPrice }),
  ...(inStock && { inStock }),
});
