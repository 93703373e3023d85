import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

it('makes ten codes that differ', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
});

it('knows a code again as people type it, and no other', () => {
  const stored = hashRecoveryCode('01ab-cdef-ghjk-mnpq');
  for (const typed of ['01ABCDEFGHJKMNPQ', ' oiab cdef ghjk mnpq ', 'OLAB-CDEF-GHJK-MNPQ'])
    expect(hashRecoveryCode(typed)).toBe(stored);
  expect(hashRecoveryCode('01ab-cdef-ghjk-mnpr')).not.toBe(stored);
});
