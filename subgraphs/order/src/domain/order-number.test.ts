import { describe, expect, it } from 'vitest';
import { parseOrderNumber, toOrderNumber } from './order-number.ts';

describe('order numbers', () => {
  it('begin at SG-100001', () => expect(toOrderNumber(1)).toBe('SG-100001'));

  it.each([1, 42, 899_999, 900_000, 10_000_000])('are read back: %i', (sequence) => {
    expect(parseOrderNumber(toOrderNumber(sequence))).toBe(sequence);
    expect(parseOrderNumber(` ${toOrderNumber(sequence).toLowerCase()} `)).toBe(sequence);
  });

  it.each([
    '',
    'SG-',
    'SG-1',
    'SG-100000',
    'SG-000001',
    'SG-0100001',
    '100001',
    'SG-1e9999',
    'SG-100001 or 1=1',
    `SG-${'9'.repeat(40)}`,
  ])('refuse %j', (text) => {
    expect(parseOrderNumber(text)).toBeNull();
  });
});
