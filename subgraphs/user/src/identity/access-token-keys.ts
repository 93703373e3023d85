import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { z } from 'zod';
import { rotateKeys } from '../domain/key-rotation.ts';

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  x: z.string().min(1),
  d: z.string().min(1),
  /** Seconds since 1970. */
  signsFrom: z.int().optional(),
});

/**
 * The keys of access tokens: a JWK set of Ed25519 private keys, the newest first. The first whose time has come signs;
 * an older one is published until its last token has run out.
 */
const accessTokenKeys = z.object({ keys: z.tuple([privateKey], privateKey) });

export type AccessTokenKeys = z.output<typeof accessTokenKeys>;

/** Null for what is no JWK set of Ed25519 private keys. */
export const parseAccessTokenKeys = (text: string): AccessTokenKeys | null =>
  accessTokenKeys.safeParse(parseJson(text)).data ?? null;

/** A set of one new key, to be stored as a secret and given as `ACCESS_TOKEN_KEYS`. */
export async function generateAccessTokenKeys(): Promise<AccessTokenKeys> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return accessTokenKeys.parse({ keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk) }] });
}

/** The set with a new key, which signs in `leadSeconds`, and without those that have had their time. */
export async function rotateAccessTokenKeys(
  { keys }: AccessTokenKeys,
  now: Date,
  leadSeconds: number,
): Promise<AccessTokenKeys> {
  const added = await generateAccessTokenKeys();
  return { keys: rotateKeys(keys, added.keys[0], Math.floor(now.getTime() / 1000), leadSeconds) };
}
