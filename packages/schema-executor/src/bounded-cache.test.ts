import { expect, it } from 'vitest';
import { boundedCache } from './bounded-cache.ts';

it('forgets what was used longest ago when its keys become too long together', () => {
  const cache = boundedCache<number>(6);
  cache.set('aa', 1);
  cache.set('bb', 2);
  cache.set('cc', 3);
  expect(cache.get('aa')).toBe(1);
  cache.set('dddd', 4);
  expect(['aa', 'bb', 'cc', 'dddd'].map(cache.get)).toEqual([1, undefined, undefined, 4]);
});

it('takes a newer value of a key in place of the older', () => {
  const cache = boundedCache<number>(4);
  for (const value of [1, 2, 3]) cache.set('aa', value);
  cache.set('bb', 4);
  expect([cache.get('aa'), cache.get('bb')]).toEqual([3, 4]);
});

it('does not keep a key that is too long alone, nor forget others for it', () => {
  const cache = boundedCache<number>(3);
  cache.set('aa', 1);
  cache.set('bbbb', 2);
  expect([cache.get('aa'), cache.get('bbbb')]).toEqual([1, undefined]);
});
