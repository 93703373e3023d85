import { describe, expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

describe('a bounded cache', () => {
  it('lets the value used longest ago go first', () => {
    const cache = new BoundedCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    expect(cache.size).toBe(2);
  });

  it('takes a value anew without growing', () => {
    const cache = new BoundedCache<number>(2);
    for (const value of [1, 2, 3]) cache.set('a', value);
    expect(cache.get('a')).toBe(3);
    expect(cache.size).toBe(1);
  });
});
