import { expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key.ts';

it.each(['k', ' ', 'cafe\u0301', '🔑'.repeat(128)])('takes an idempotency key as it is: %j', (key) => {
  expect(idempotencyKey.parse(key)).toBe(key);
});

it.each(['', 'k'.repeat(129), 'a\u0000b', 'a\nb', '\ud800', 'a\u202eb'])('refuses as an idempotency key: %j', (key) => {
  expect(idempotencyKey.safeParse(key).success).toBe(false);
});
