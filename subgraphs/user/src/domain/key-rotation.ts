import { ACCESS_TOKEN_SECONDS } from './access-token.ts';

/** A key that signs from a moment on, in seconds since 1970; from ever when none is told. */
export type TimedKey = { readonly signsFrom?: number | undefined };

// Clocks of processes may differ.
const PUBLISHED_AFTER_SECONDS = ACCESS_TOKEN_SECONDS + 60;

/** Keys, the newest first; never none. */
type Keys<Key> = readonly [Key, ...Key[]];

/** The key that signs at a moment: the newest whose time has come. */
export function signingKeyAt<Key extends TimedKey>(keys: Keys<Key>, nowSeconds: number): Key {
  return keys.find(({ signsFrom = 0 }) => signsFrom <= nowSeconds) ?? keys[0];
}

/** The keys whose tokens are good at a moment, or soon will be: all until the last token of a replaced one has run out. */
export function publishedKeysAt<Key extends TimedKey>(keys: Keys<Key>, nowSeconds: number): Key[] {
  const replacedAt = (index: number): number =>
    Math.min(...keys.slice(0, index).map((newer) => newer.signsFrom ?? Infinity));
  return keys.filter((_, index) => nowSeconds < replacedAt(index) + PUBLISHED_AFTER_SECONDS);
}

/**
 * Adds a key that is published at once and signs later, and drops what is no longer published.
 * @param leadSeconds - what those who verify tokens need at most to hear of a key
 */
export const rotateKeys = <Key extends TimedKey>(
  keys: Keys<Key>,
  added: Key,
  nowSeconds: number,
  leadSeconds: number,
): [Key, ...Key[]] => [{ ...added, signsFrom: nowSeconds + leadSeconds }, ...publishedKeysAt(keys, nowSeconds)];
