import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { readListAddress, type ListAddress } from './list-address.ts';
import { ListFilters } from './list-filters.tsx';

afterEach(cleanup);

const filters = (digits: number | undefined, address = '') => {
  const onChange = vi.fn<(change: Partial<ListAddress>) => void>();
  render(
    <ListFilters
      digits={digits}
      facets={undefined}
      address={readListAddress(new URLSearchParams(address))}
      onChange={onChange}
    />,
  );
  return onChange;
};
const lowest = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'From' });

it.each([
  [0, '1000'],
  [2, '10.00'],
  [3, '1.000'],
])('writes prices with the %i digits of the shop, before there are facets', (digits, shown) => {
  filters(digits, 'min=1000');
  expect(lowest().value).toBe(shown);
});

it('asks for no price as long as it does not know what one looks like', () => {
  filters(undefined, 'min=1000');
  expect(screen.queryByRole('textbox', { name: 'From' })).toBeNull();
});

it('reads a price with a comma', async () => {
  const onChange = filters(2);
  await userEvent.type(lowest(), '12,50{Enter}');
  expect(onChange).toHaveBeenCalledWith({ minPrice: 1250, maxPrice: null });
});
