import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url: a challenge, or what tells a browser apart from all others. */
export const newChallenge = (): string => randomBytes(32).toString('base64url');

/** What is stored of a challenge. Only the browser that has the cookie of `browser` can answer it. */
export const hashChallenge = (challenge: string, browser: string): string =>
  createHash('sha256').update(`${browser}.${challenge}`).digest('base64url');
