import { describe, expect, it } from 'vitest';
import { median, percentile, rounded } from './statistics.ts';

describe('median', () => {
  it('is the middle of an odd number, whatever their order', () => expect(median([9, 1, 5])).toBe(5));
  it('is the mean of the two in the middle of an even number', () => expect(median([4, 1, 3, 100])).toBe(3.5));
  it('sorts by value, not by digits', () => expect(median([10, 9, 100])).toBe(10));
  it('refuses nothing', () => expect(() => median([])).toThrow(RangeError));
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  it.each([
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('takes the nearest rank: %d of 1..100 is %d', (share, expected) =>
    expect(percentile(hundred, share)).toBe(expected),
  );
  it('is the only value of one', () => expect(percentile([7], 0.99)).toBe(7));
  it('refuses nothing', () => expect(() => percentile([], 0.5)).toThrow(RangeError));
});

it.each([
  [1234.5, 1230],
  [4.0449, 4.04],
  [0.012345, 0.0123],
  [0, 0],
])('rounds %d to three digits: %d', (value, expected) => expect(rounded(value)).toBe(expected));
