import { expect, it } from 'vitest';
import { safePath } from './use-next.ts';

it('goes on to a path of this shop', () => {
  expect(safePath('/checkout')).toBe('/checkout');
  expect(safePath('/orders/1?tab=a')).toBe('/orders/1?tab=a');
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null])(
  'never goes to %s',
  (next) => {
    expect(safePath(next)).toBe('/');
  },
);
