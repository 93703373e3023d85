import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSlug, isSlug, slugOf } from './slug.ts';

describe('slugOf', () => {
  it.each([
    ['Café au lait!', 'cafe-au-lait'],
    ['  Stoneware  Mug, 350 ml ', 'stoneware-mug-350-ml'],
    ['茶', 'product'],
    ['---', 'product'],
  ])('makes %j into %j', (name, slug) => {
    expect(slugOf(name, 'product')).toBe(slug);
  });

  it('always makes a slug, with room for a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => isSlug(`${slugOf(name, 'product')}-999999`)),
    );
  });
});

describe('freeSlug', () => {
  it('counts up from 2 to the first that is free', () => {
    expect(freeSlug('mug', new Set())).toBe('mug');
    expect(freeSlug('mug', new Set(['mug', 'mug-3']))).toBe('mug-2');
    expect(freeSlug('mug', new Set(['mug', 'mug-2', 'mug-3']))).toBe('mug-4');
  });
});
