import { beforeEach, expect, it } from 'vitest';
import { forgetKey, keyFor } from './idempotency.ts';

beforeEach(() => sessionStorage.clear());

it('keeps the key of an intent until its answer came', () => {
  const first = keyFor('order');
  expect(keyFor('order')).toBe(first);
  forgetKey('order');
  expect(keyFor('order')).not.toBe(first);
});

it('writes the key down, so that a reload finds it', () => {
  const key = keyFor('order');
  expect(Object.values(sessionStorage)).toContain(key);
});

it('gives each intent its own key', () => {
  expect(keyFor('pay 1')).not.toBe(keyFor('pay 2'));
});
