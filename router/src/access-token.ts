import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { permissionsNamed } from '@storegraph/subgraph-kit/permissions';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';

/** Whose tokens are taken. */
export type AccessTokenRules = { readonly keySet: JWTVerifyGetKey; readonly issuer: string; readonly audience: string };

/**
 * What an `Authorization` header turned out to be. `unchecked`: what it is checked by could not be fetched; `ended`: it
 * was valid until its session ended.
 */
export type AccessTokenCheck =
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'ended'; readonly userId: string }
  | { readonly kind: 'unchecked'; readonly error: unknown }
  | {
      readonly kind: 'valid';
      readonly user: Omit<Extract<Viewer, { kind: 'user' }>, 'visitorId'>;
      /** Null for an API key that does not end by itself. */
      readonly expiresAt: Date | null;
    };

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  role: z.enum(['CUSTOMER', 'STAFF', 'ADMIN']),
  permissions: z.array(z.string()).optional(),
  guest: z.boolean(),
  exp: z.number(),
});

/** Checks a `Bearer` token: signature, issuer, audience, expiry and the claims that we rely on. */
export async function checkAccessToken(
  authorization: string | undefined,
  rules: AccessTokenRules,
): Promise<AccessTokenCheck> {
  if (authorization === undefined) return { kind: 'missing' };
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  if (token === undefined) return { kind: 'invalid' };
  try {
    const { payload } = await jwtVerify(token, rules.keySet, {
      algorithms: ['EdDSA'],
      issuer: rules.issuer,
      audience: rules.audience,
      // jose takes a token without `exp` otherwise, and it would never end.
      requiredClaims: ['exp', 'sub'],
    });
    const { sub, sid, role, permissions: names, guest, exp } = claimsSchema.parse(payload);
    return {
      kind: 'valid',
      user: {
        kind: 'user',
        userId: sub,
        sessionId: sid,
        role,
        permissions: permissionsNamed(role, names),
        isGuest: guest,
      },
      expiresAt: new Date(exp * 1_000),
    };
  } catch (error) {
    return isAboutToken(error) ? { kind: 'invalid' } : { kind: 'unchecked', error };
  }
}

/** False for what is about fetching the keys. */
export function isAboutToken(error: unknown): boolean {
  if (error instanceof z.ZodError) return true;
  // The plain JOSEError and the time-out are about fetching the keys; each subclass else is about the token.
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && error.code !== 'ERR_JWKS_TIMEOUT';
}
