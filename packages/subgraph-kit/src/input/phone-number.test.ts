import { expect, it } from 'vitest';
import { phoneNumber } from './phone-number.ts';

it.each(['+1 (555) 010-0100', '030/123.456', '123456', '12345678901234567890'])(
  'keeps a phone number as given: %s',
  (phone) => {
    expect(phoneNumber.parse(` ${phone} `)).toBe(phone);
  },
);

it.each([
  '12345',
  '123456789012345678901',
  '555-CALL-NOW',
  'call me',
  '123+456',
  '',
  '١٢٣٤٥٦٧',
  `1${' '.repeat(60)}23456`,
])('refuses as a phone number: %j', (phone) => {
  expect(phoneNumber.safeParse(phone).success).toBe(false);
});
