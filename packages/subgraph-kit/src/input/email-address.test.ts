import { expect, it } from 'vitest';
import { emailAddress } from './email-address.ts';

it.each([
  'a@b.co',
  'Ada.Lovelace+shop@Example.COM',
  "o'neil@sub.example.org",
  '#%&=?^_`{|}~!$*/.-@example.org',
  `${'a'.repeat(64)}@example.com`,
])('keeps an e-mail address as given: %s', (email) => {
  expect(emailAddress.parse(` ${email} `)).toBe(email);
});

it.each([
  '',
  'ada',
  'ada@localhost',
  'a.b@localhost',
  'a b@example.com',
  'ada@exam_ple.com',
  'ada@-example.com',
  'ada@example..com',
  'ada@example.com\u0000',
  'ädä@example.com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.com`,
])('refuses as an e-mail address: %j', (email) => {
  expect(emailAddress.safeParse(email).success).toBe(false);
});
