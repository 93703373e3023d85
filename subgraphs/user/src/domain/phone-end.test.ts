import { expect, it } from 'vitest';
import { isSamePhone, phoneEndOf } from './phone-end.ts';

it.each([
  ['2079460123', '2079460123'],
  ['020 7946-0123', '2079460123'],
  ['+44 (20) 7946.0123', '442079460123'],
  ['0044 20 7946/0123', '442079460123'],
  ['460123', '460123'],
])('%s is a phone number that ends in %s', (search, end) => {
  expect(phoneEndOf(search)).toBe(end);
});

it.each(['60123', '000000', 'ada', '123456a', 'ada1234567@example.com', '+', '%123456'])('%s is none', (search) => {
  expect(phoneEndOf(search)).toBeNull();
});

it.each([
  ['+44 20 7946 0123', '020 7946 0123'],
  ['+44 (0)20 7946 0123', '02079460123'],
  ['0044 20 7946 0123', '+442079460123'],
  ['123456', '123-456'],
])('takes %s and %s for one number', (one, other) => {
  expect(isSamePhone(one, other)).toBe(true);
  expect(isSamePhone(other, one)).toBe(true);
});

it.each([
  ['+44 20 7946 0123', '+44 20 7946 0124'],
  ['+44 20 7946 0123', '460123'],
  ['12345', '12345'],
  ['', ''],
])('takes %s and %s for two', (one, other) => {
  expect(isSamePhone(one, other)).toBe(false);
  expect(isSamePhone(other, one)).toBe(false);
});
