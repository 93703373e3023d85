import { createHash, randomBytes } from 'node:crypto';

/** A new token: 256 random bits, URL-safe, 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. Its 256 bits cannot be guessed, so one fast hash is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
