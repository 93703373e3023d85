import { expect, it } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

// Of RFC 6238, appendix B; the last six of its eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('takes the code of second %d', (seconds, code) => {
  expect(stepOfCode(secret, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
});

it('takes the code before and the one after, and tells them apart', () => {
  const taken = [-60, -30, 0, 30, 60].map((seconds) => stepOfCode(secret, '005924', (1_234_567_890 + seconds) * 1_000));
  expect(taken).toEqual([null, 41_152_263, 41_152_263, 41_152_263, null]);
});

it.each(['', '00592', '0059240', 'abcdef'])('takes no %j', (code) => {
  expect(stepOfCode(secret, code, 1_234_567_890_000)).toBeNull();
});

it('makes secrets of 160 bits, and names shop and account to the app', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(totpUri(secret, 'Tea & Co', 'ada@example.com')).toBe(
    `otpauth://totp/Tea%20%26%20Co:ada%40example.com?issuer=Tea%20%26%20Co&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
});
