import { expect, it } from 'vitest';
import { searchText } from './search-text.ts';

it.each([undefined, null, '', ' \n'])('searches for everything when %j', (text) => {
  expect(searchText.parse(text)).toBeNull();
});

it('searches for text as it is kept', () => {
  expect(searchText.parse(' cafe\u0301 ')).toBe('caf\u00e9');
  expect(searchText.parse('\u0000')).toBe('\u0000');
  expect(searchText.parse('🦦'.repeat(100))).toHaveLength(200);
  expect(searchText.safeParse('🦦'.repeat(101)).success).toBe(false);
});
