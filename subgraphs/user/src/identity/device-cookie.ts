import { jwtVerify, SignJWT } from 'jose';
import { cookieValue } from './refresh-cookie.ts';
import { localKeySet, type SigningKeys } from './signing-keys.ts';

// Not the audience of access tokens, so that neither passes for the other.
const AUDIENCE = 'storegraph-device';
const LIFETIME_SECONDS = 31_536_000;

/**
 * Tells the devices apart on which an account was signed in to before, by a signed cookie (OWASP's device cookies): on
 * them its owner is not kept waiting for what strangers try. It lets nobody in without the password.
 */
export type DeviceCookie = {
  /** The device's id when a `Cookie` header proves that the account was used on it, or null. */
  read(header: string | undefined, userId: string): Promise<string | null>;
  /** `Set-Cookie` value for a device on which the account has just been signed in to. */
  write(userId: string, deviceId: string): Promise<string>;
};

/**
 * @param keys - devices of one that is no longer published are strangers again
 * @param isSecure - true where the shop is served by HTTPS
 */
export function createDeviceCookie(keys: SigningKeys, isSecure: boolean): DeviceCookie {
  const name = isSecure ? '__Host-storegraph_device' : 'storegraph_device';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}; Max-Age=${LIFETIME_SECONDS}`;
  const keySet = localKeySet(keys.publicKeys);
  return {
    read: async (header, userId) => {
      const token = cookieValue(header, name);
      if (token === undefined) return null;
      const rules = { algorithms: ['EdDSA'], audience: AUDIENCE, subject: userId, requiredClaims: ['exp', 'jti'] };
      const claims = await jwtVerify(token, keySet, rules).then(
        ({ payload }) => payload,
        () => null,
      );
      return claims?.jti ?? null;
    },
    write: async (userId, deviceId) => {
      const token = await keys.sign(
        new SignJWT()
          .setSubject(userId)
          .setJti(deviceId)
          .setAudience(AUDIENCE)
          .setExpirationTime(`${LIFETIME_SECONDS}s`),
      );
      return `${name}=${token}; ${attributes}`;
    },
  };
}
