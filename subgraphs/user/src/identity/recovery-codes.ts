import { createHash, randomInt } from 'node:crypto';
import { RECOVERY_CODES } from '../domain/second-factor.ts';

// Crockford's: without the letters that are read as digits.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Ten codes of 80 random bits, such as `7k3m-x9qa-02vd-h5tz`. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 4 }, group).join('-'));

/** What is stored of a code, however it was typed. Its 80 bits cannot be guessed, so one fast hash is enough. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256')
    .update(
      code
        .toLowerCase()
        .replaceAll(/[^0-9a-z]/g, '')
        .replaceAll('o', '0')
        .replaceAll(/[il]/g, '1'),
    )
    .digest('base64url');
