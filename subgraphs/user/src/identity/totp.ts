import { Secret, TOTP } from 'otpauth';

// What authenticator apps take for granted: SHA-1, six digits, 30 seconds.
const totpOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret) });

// Phones' clocks are seconds off, and people type.
const WINDOW_STEPS = 1;

/** A new secret of 160 bits, as RFC 4226 wants; base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from a picture. */
export const totpUri = (secret: string, shop: string, account: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret), issuer: shop, label: account }).toString();

/** The period that a code is of, in half minutes since 1970; null when it is of none around `nowMs`. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const totp = totpOf(secret);
  const delta = totp.validate({ token: code, timestamp: nowMs, window: WINDOW_STEPS });
  return delta === null ? null : totp.counter({ timestamp: nowMs }) + delta;
}
