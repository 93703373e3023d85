import { expect, it } from 'vitest';
import { phoneEndOf } from './phone-end.ts';

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
