import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  x: z.string().min(1),
  d: z.string().min(1),
});

/**
 * The keys of access tokens: a JWK set of Ed25519 private keys. The first signs; all are published, so that tokens of
 * older ones stay valid. To rotate, put a new key in front, and drop the old one when its last token has run out.
 */
export const accessTokenKeys = z.object({ keys: z.tuple([privateKey], privateKey) });

export type AccessTokenKeys = z.output<typeof accessTokenKeys>;

/** A set of one new key, to be stored as a secret and given as `ACCESS_TOKEN_KEYS`. */
export async function generateAccessTokenKeys(): Promise<AccessTokenKeys> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return accessTokenKeys.parse({ keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk) }] });
}
