import { flagSetting } from '@storegraph/subgraph-kit/service/env';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { z } from 'zod';
import { accessTokenKeys } from './identity/access-token-keys.ts';

const keySetting = z.string({ error: 'is missing' }).transform((text, context) => {
  const keys = accessTokenKeys.safeParse(parseJson(text));
  if (keys.success) return keys.data;
  context.addIssue({ code: 'custom', message: 'is not a JWK set of Ed25519 private keys' });
  return z.NEVER;
});

export const userSettings = {
  ACCESS_TOKEN_KEYS: keySetting.describe('a JWK set of Ed25519 private keys, as `npm run -s keys` prints'),
  ACCESS_TOKEN_ISSUER: z
    .string()
    .default('storegraph')
    .describe("who issues access tokens, as they say; the router's `TOKEN_ISSUER`"),
  ACCESS_TOKEN_AUDIENCE: z
    .string()
    .default('storegraph')
    .describe("the audience (`aud`) of access tokens; the router's `TOKEN_AUDIENCE`"),
  SECURE_COOKIES: flagSetting().default(true).describe('`false` only where browsers use plain http, as on localhost'),
};
