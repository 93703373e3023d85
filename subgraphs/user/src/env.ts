import { z } from 'zod';
import {
  flagSetting,
  portSetting,
  readEnv,
  subgraphSettings,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { accessTokenKeys } from './identity/access-token-keys.ts';
import { DEFAULT_AUDIENCE, DEFAULT_ISSUER } from './token-settings.ts';

const keySetting = z.string({ error: 'is missing' }).transform((text, context) => {
  const keys = accessTokenKeys.safeParse(parseJson(text));
  if (keys.success) return keys.data;
  context.addIssue({ code: 'custom', message: 'is not a JWK set of Ed25519 private keys' });
  return z.NEVER;
});

const settings = z.object({
  ...subgraphSettings,
  PORT: portSetting(4001),
  ACCESS_TOKEN_KEYS: keySetting,
  ACCESS_TOKEN_ISSUER: z.string().default(DEFAULT_ISSUER),
  ACCESS_TOKEN_AUDIENCE: z.string().default(DEFAULT_AUDIENCE),
  /** `false` only where browsers reach the shop by plain HTTP. */
  SECURE_COOKIES: flagSetting().default(true),
});

/** Settings of the service. */
export const readUserEnv = (source: EnvSource = process.env) => readEnv(settings, source);

/** Settings of `npm run admin:create`. */
export const readAdminEnv = (source: EnvSource = process.env) =>
  readEnv(z.object({ DATABASE_URL: subgraphSettings.DATABASE_URL }), source);
