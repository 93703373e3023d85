import { SignJWT } from 'jose';
import { accessTokenClaims, type TokenHolder } from '../domain/access-token.ts';
import type { SigningKeys } from './signing-keys.ts';

export type AccessToken = { readonly token: string; readonly expiresAt: Date };

/** What the verifier of access tokens is configured with, too. */
export type AccessTokenSettings = { readonly issuer: string; readonly audience: string };

export type AccessTokens = { issue(holder: TokenHolder): Promise<AccessToken> };

export const createAccessTokens = ({ sign }: SigningKeys, { issuer, audience }: AccessTokenSettings): AccessTokens => ({
  issue: async (holder) => {
    const claims = accessTokenClaims(holder, new Date());
    const token = await sign(new SignJWT(claims).setIssuer(issuer).setAudience(audience));
    return { token, expiresAt: new Date(claims.exp * 1000) };
  },
});
