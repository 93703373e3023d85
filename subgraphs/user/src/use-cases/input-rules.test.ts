import { describe, expect, it } from 'vitest';
import { newPassword, triedPassword } from './input-rules.ts';

describe('a password', () => {
  it('has 8 to 128 characters, counted as people count', () => {
    expect(newPassword.safeParse('1234567').success).toBe(false);
    expect(newPassword.parse('12345678')).toBe('12345678');
    expect(newPassword.parse('🔑'.repeat(128))).toBe('🔑'.repeat(128));
    expect(newPassword.safeParse('x'.repeat(129)).success).toBe(false);
  });

  it('keeps its spaces', () => {
    expect(newPassword.parse('  spaced  ')).toBe('  spaced  ');
  });

  it('is the same however a keyboard sends an accent', () => {
    expect(newPassword.parse('cafe\u0301-table')).toBe(newPassword.parse('caf\u00e9-table'));
  });

  it('may be tried at any length that is cheap to hash', () => {
    expect(triedPassword.parse('')).toBe('');
    expect(triedPassword.safeParse('x'.repeat(129)).success).toBe(false);
  });
});
