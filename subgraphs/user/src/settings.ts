import {
  flagSetting,
  numberSetting,
  rateSetting,
  redisSetting,
  secretSetting,
} from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';
import { parseAccessTokenKeys } from './identity/access-token-keys.ts';
import { parseProviders } from './identity/openid-providers.ts';

const keySetting = z.string({ error: 'is missing' }).transform((text, context) => {
  const keys = parseAccessTokenKeys(text);
  if (keys !== null) return keys;
  context.addIssue({ code: 'custom', message: 'is not a JWK set of Ed25519 private keys' });
  return z.NEVER;
});

const providersSetting = z.string().transform((text, context) => {
  const providers = parseProviders(text);
  if (providers !== null) return providers;
  context.addIssue({
    code: 'custom',
    message: 'must be a JSON list of providers: [{"id", "name", "issuer", "clientId", "clientSecret"}]',
  });
  return z.NEVER;
});

export const userSettings = {
  ACCESS_TOKEN_KEYS: keySetting.describe('a JWK set of Ed25519 private keys, as `npm run -s keys` prints'),
  ACCESS_TOKEN_KEYS_FILE: z
    .string()
    .optional()
    .describe('the same as a file, which is read again each second, so that `npm run keys:rotate` needs no restart'),
  ACCESS_TOKEN_ISSUER: z
    .string()
    .default('storegraph')
    .describe("who issues access tokens, as they say; the router's `TOKEN_ISSUER`"),
  ACCESS_TOKEN_AUDIENCE: z
    .string()
    .default('storegraph')
    .describe("the audience (`aud`) of access tokens; the router's `TOKEN_AUDIENCE`"),
  LOGIN_RATE: rateSetting('30/60').describe('sign-ins from one address: tries/seconds, or `off`'),
  REGISTER_RATE: rateSetting('20/600').describe('registrations from one address: tries/seconds, or `off`'),
  GUEST_RATE: rateSetting('20/600').describe('guests who begin from one address: tries/seconds, or `off`'),
  REFRESH_RATE: rateSetting('120/60').describe('refreshed sessions from one address: tries/seconds, or `off`'),
  SECOND_FACTOR_KEY: secretSetting().describe(
    'at least 32 characters: encrypts the secrets of authenticator apps. Without it they are lost, and their owners need recovery codes',
  ),
  STAFF_SECOND_FACTOR: z
    .enum(['required', 'optional'], { error: 'must be required or optional' })
    .default('optional')
    .describe('`required`: staff who sign in without a second factor can set one up, and nothing else of their work'),
  RESET_RATE: rateSetting('20/600').describe(
    'new passwords asked for, and chosen, from one address: tries/seconds, or `off`',
  ),
  MAIL_RATE: rateSetting('5/3600').describe('mails with a link to one e-mail address: mails/seconds, or `off`'),
  PASSWORD_FREE_TRIES: numberSetting(z.int().min(1).max(100))
    .default(5)
    .describe(
      'wrong passwords or codes of one account until the next has to wait; the wait begins at 1 s, and doubles. 1 to 100',
    ),
  PASSWORD_MAX_DELAY_SECONDS: numberSetting(z.int().min(1).max(86_400))
    .default(900)
    .describe(
      'the longest such wait; 1 to 86,400. A device on which the account was signed in to before has a count of its own',
    ),
  PASSWORD_QUEUE_LENGTH: numberSetting(z.int().min(1).max(10_000))
    .default(30)
    .describe(
      'how many passwords may wait to be hashed, one at a time, or two where there are three processors: with 30, a second at most. Addresses take turns; those beyond it are told to come again. 1 to 10,000',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' })
    .optional()
    .describe('`smtps://name:password@host:465`: the server that mails are sent by'),
  MAIL_FROM: z.string().optional().describe('whom mails are from, `Shop <shop@example.com>`; needed with `SMTP_URL`'),
  MAILBOX: flagSetting()
    .default(false)
    .describe(
      '`true` instead of `SMTP_URL`: mails are sent to nobody, and everybody reads them at `/mailbox`; only with `SECURE_COOKIES=false`. `npm start` does so in a demo',
    ),
  SHOP_NAME: z.string().max(60).default('Storegraph').describe('how the shop calls itself in mails'),
  SHOP_URL: z
    .url({ protocol: /^https?$/, error: 'must begin with https:// or http://' })
    .default('http://localhost:4000')
    .describe(
      'where people reach the shop, as `https://shop.example`: links in mails lead there, and passkeys belong to its host for good',
    ),
  SIGN_IN_PROVIDERS: providersSetting
    .prefault('[]')
    .describe(
      'OpenID providers that people sign in by, as JSON: `[{"id": "keycloak", "name": "Keycloak", "issuer": "https://login.example/realms/shop", "clientId": "shop", "clientSecret": "..."}]`. Each is told `SHOP_URL` and `/sign-in/return` as the redirect URI',
    ),
  REDIS_URL: redisSetting(),
  SECURE_COOKIES: flagSetting().default(true).describe('`false` only where browsers use plain http, as on localhost'),
};
