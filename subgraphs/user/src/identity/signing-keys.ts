import {
  createLocalJWKSet,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type SignJWT,
} from 'jose';
import { publishedKeysAt, signingKeyAt } from '../domain/key-rotation.ts';
import type { AccessTokenKeys } from './access-token-keys.ts';

/** Signs with the key whose time it is. */
export type SigningKeys = {
  readonly sign: (token: SignJWT) => Promise<string>;
  /** The key set that verifiers read: another object when it has changed. */
  readonly publicKeys: () => JSONWebKeySet;
};

/**
 * @param current - asked for each token, as the keys may have changed
 * @param now - in milliseconds since 1970
 */
export function createSigningKeys(current: () => AccessTokenKeys, now: () => number = Date.now): SigningKeys {
  type Key = AccessTokenKeys['keys'][number];
  const imported = new WeakMap<Key, Promise<CryptoKey | Uint8Array>>();
  const importOnce = (key: Key): Promise<CryptoKey | Uint8Array> => {
    const promise = imported.get(key) ?? importJWK(key, 'EdDSA');
    imported.set(key, promise);
    return promise;
  };
  let published: JSONWebKeySet = { keys: [] };
  return {
    sign: async (token) => {
      const key = signingKeyAt(current().keys, now() / 1000);
      return token.setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' }).sign(await importOnce(key));
    },
    publicKeys: () => {
      const keys = publishedKeysAt(current().keys, now() / 1000);
      if (keys.map(({ kid }) => kid).join() !== published.keys.map(({ kid }) => kid).join())
        published = { keys: keys.map(({ kty, crv, kid, x }) => ({ kty, crv, kid, x, use: 'sig', alg: 'EdDSA' })) };
      return published;
    },
  };
}

/** Finds keys in a set of the same process that may change. */
export function localKeySet(read: () => JSONWebKeySet): JWTVerifyGetKey {
  let known = read();
  let keySet = createLocalJWKSet(known);
  return (header, token) => {
    const now = read();
    if (now !== known) {
      known = now;
      keySet = createLocalJWKSet(now);
    }
    return keySet(header, token);
  };
}
