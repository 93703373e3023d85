import { expect, it } from 'vitest';
import { firstChoice, optionGroups, variantWith } from './variant-choice.ts';

const variant = (size: string, colour: string, available: number) => ({
  id: `${size} ${colour}`,
  available,
  options: [
    { name: 'Size', value: size },
    { name: 'Colour', value: colour },
  ],
});

const smallRed = variant('S', 'Red', 0);
const smallBlue = variant('S', 'Blue', 2);
const largeBlue = variant('L', 'Blue', 1);
const variants = [smallRed, smallBlue, largeBlue];

it('opens with the first variant that can be bought', () => {
  expect(firstChoice(variants)).toBe(smallBlue);
  expect(firstChoice([smallRed])).toBe(smallRed);
  expect(firstChoice([])).toBeUndefined();
});

it('keeps the other options when one changes, where that exists', () => {
  expect(variantWith(variants, smallBlue, 'Size', 'L')).toBe(largeBlue);
  expect(variantWith(variants, largeBlue, 'Colour', 'Red')).toBe(smallRed);
});

it('marks values that lead to a sold out variant', () => {
  expect(optionGroups(variants, smallBlue)).toEqual([
    {
      name: 'Size',
      values: [
        { value: 'S', isAvailable: true },
        { value: 'L', isAvailable: true },
      ],
    },
    {
      name: 'Colour',
      values: [
        { value: 'Red', isAvailable: false },
        { value: 'Blue', isAvailable: true },
      ],
    },
  ]);
});
