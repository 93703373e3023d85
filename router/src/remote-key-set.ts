import type { Logger } from '@storegraph/subgraph-kit/log';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

// So that tokens which invent key ids do not make us ask all the time.
const COOLDOWN_MS = 5_000;
// Until when a withdrawn key is forgotten.
const RELOAD_MS = 60_000;
const TIMEOUT_MS = 3_000;

/** The keys of an issuer of tokens. */
export type RemoteKeySet = { readonly keySet: JWTVerifyGetKey; readonly stop: () => void };

/**
 * Finds keys of an issuer: they are read when first needed, again for a key id that is not known, and every minute. While
 * the issuer does not answer, the last ones it told are used.
 */
export function followKeySet(url: URL, log: Logger, reloadMs = RELOAD_MS): RemoteKeySet {
  const keySet = createRemoteJWKSet(url, {
    cacheMaxAge: Infinity,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
  });
  const reload = (): void => {
    if (keySet.jwks() === undefined) return;
    keySet
      .reload()
      .catch((error: unknown) =>
        log.warn({ reason: errorText(error), url: url.href }, 'keys cannot be read; the last are used'),
      );
  };
  const timer = setInterval(reload, reloadMs).unref();
  return { keySet, stop: () => clearInterval(timer) };
}
