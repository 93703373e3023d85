import { createHash, randomBytes } from 'node:crypto';

/** A new secret of an API key: 256 random bits behind a mark that scanners of leaked secrets can look for. */
export const newApiKeySecret = (): string => `sg_${randomBytes(32).toString('base64url')}`;

/** What is stored of a secret, and what the router asks by. Its 256 bits cannot be guessed, so one fast hash is enough. */
export const hashApiKeySecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
