import { LRUCache } from 'lru-cache';
import { checkAccessToken, type AccessTokenCheck, type AccessTokenRules } from './access-token.ts';

// Of all headers that are remembered: some thousands.
const MAX_REMEMBERED_CHARACTERS = 2_000_000;

/**
 * Checks `Authorization` headers as `checkAccessToken` does, but each valid token once: its signature costs more than a
 * small operation. A token stays what it was until it ends; the keys that it was checked by are kept as long.
 */
export function rememberAccessTokens(
  rules: AccessTokenRules,
): (authorization: string | undefined) => Promise<AccessTokenCheck> {
  const known = new LRUCache<string, Extract<AccessTokenCheck, { kind: 'valid' }>>({
    maxSize: MAX_REMEMBERED_CHARACTERS,
    sizeCalculation: (_, header) => header.length,
  });
  return async (authorization) => {
    const found = authorization === undefined ? undefined : known.get(authorization);
    if (found !== undefined && (found.expiresAt?.getTime() ?? 0) > Date.now()) return found;
    const check = await checkAccessToken(authorization, rules);
    if (authorization !== undefined && check.kind === 'valid') known.set(authorization, check);
    return check;
  };
}
