import { createHash, randomBytes } from 'node:crypto';

/** A new refresh token: 256 random bits, URL-safe, 43 characters. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. Its 256 bits cannot be guessed, so one fast hash is enough. */
export const hashRefreshToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
