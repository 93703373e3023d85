import { expect, it } from 'vitest';
import { GRACE_MS, judgeRefresh } from './session.ts';

it('spends a refresh token at its first use', () => {
  expect(judgeRefresh(null)).toBe('rotate');
});

it('takes a repetition within the grace for a second tab', () => {
  expect(judgeRefresh(0)).toBe('share');
  expect(judgeRefresh(GRACE_MS)).toBe('share');
});

it('takes a repetition after the grace for a theft', () => {
  expect(judgeRefresh(GRACE_MS + 1)).toBe('theft');
});
