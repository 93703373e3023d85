import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from './search.ts';

describe('parseSearch', () => {
  it('requires each word, as the beginning of one in the text', () => {
    expect(parseSearch('Blue mug')?.words).toBe('+blue* +mug*');
  });

  it('does not require words that the index does not hold', () => {
    expect(parseSearch('mug for 350 ml')?.words).toBe('+mug* for* +350* ml*');
  });

  it('takes the whole text as the beginning of a SKU', () => {
    expect(parseSearch('MUG_50%\\')?.skuPattern).toBe('MUG\\_50\\%\\\\%');
  });

  it.each(['', '   ', '\u0000', '\u202e'])('looks for nothing in %j', (text) => {
    expect(parseSearch(text)).toBeNull();
  });

  it('keeps every operator out, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const words = parseSearch(text)?.words ?? '+a*';
        return words.length <= 600 && /^(\+?[\p{L}\p{M}\p{N}]+\*)( \+?[\p{L}\p{M}\p{N}]+\*)*$/u.test(words);
      }),
    );
  });
});
