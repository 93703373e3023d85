import { importJWK, SignJWT, type JSONWebKeySet } from 'jose';
import { accessTokenClaims, type TokenHolder } from '../domain/access-token.ts';
import type { AccessTokenKeys } from './access-token-keys.ts';

export type AccessToken = { readonly token: string; readonly expiresAt: Date };

/** What the verifier of access tokens is configured with, too. */
export type AccessTokenSettings = { readonly issuer: string; readonly audience: string };

export type AccessTokens = {
  issue(holder: TokenHolder): Promise<AccessToken>;
  /** The key set that verifiers read. */
  readonly publicKeys: JSONWebKeySet;
};

export async function createAccessTokens(
  { keys }: AccessTokenKeys,
  { issuer, audience }: AccessTokenSettings,
): Promise<AccessTokens> {
  const [newest] = keys;
  const signingKey = await importJWK(newest, 'EdDSA');
  return {
    issue: async (holder) => {
      const claims = accessTokenClaims(holder, new Date());
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid: newest.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .sign(signingKey);
      return { token, expiresAt: new Date(claims.exp * 1000) };
    },
    publicKeys: { keys: keys.map(({ kty, crv, kid, x }) => ({ kty, crv, kid, x, use: 'sig', alg: 'EdDSA' })) },
  };
}
