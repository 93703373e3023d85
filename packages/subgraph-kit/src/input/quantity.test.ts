import { expect, it } from 'vitest';
import { quantity } from './quantity.ts';

it('is a whole number within its limits', () => {
  expect([1, 1000].map((units) => quantity(1, 1000).parse(units))).toEqual([1, 1000]);
  for (const units of [0, 1001, 1.5, NaN, '1'])
    expect(quantity(1, 1000).safeParse(units).error?.issues[0]?.message).toBe(
      'A quantity is a whole number from 1 to 1000.',
    );
});
