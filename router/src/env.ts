import { z } from 'zod';
import {
  flagSetting,
  listSetting,
  logLevelSetting,
  portSetting,
  rateSetting,
  readEnv,
  secretSetting,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import { operationBounds, operationSettings } from '@storegraph/subgraph-kit/service/operation-settings';
import { OPERATIONS } from './operation-limits.ts';
import { parseTrustedIssuers } from './outside-tokens.ts';
import { subgraphList } from './subgraph-list.ts';

const urlVariable = (name: string): string => `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`;

const urlSettings = Object.fromEntries(
  subgraphList.map(({ name, defaultUrl }) => [
    urlVariable(name),
    z.url().default(defaultUrl).describe(`where the ${name} subgraph is`),
  ]),
);

/** The router's own settings, in the shop's one process or in its own. */
export const routerSettings = {
  TOKEN_ISSUER: z.string().default('storegraph').describe('who must have issued an access token'),
  TOKEN_AUDIENCE: z.string().default('storegraph').describe('the audience (`aud`) that an access token must have'),
  EXECUTOR: z
    .enum(['compiled', 'stock'], { error: 'must be compiled or stock' })
    .default('compiled')
    .describe(
      'runs each plan compiled, by [gateway-executor](../packages/gateway-executor); `stock` leaves it to @apollo/gateway: the same answers, slower',
    ),
  PLAYGROUND: flagSetting().default(false).describe('the playground, and reading the schema'),
  SECURE_COOKIES: flagSetting().default(true).describe('`false` only where browsers use plain http, as on localhost'),
  ALLOWED_ORIGINS: listSetting(z.string())
    .default([])
    .describe("whose pages may call the graph, comma-separated; the router's own origin needs no entry"),
  TRUSTED_PROXIES: listSetting(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
    .default([])
    .describe(
      'addresses and networks of the proxies in front, comma-separated (`10.0.0.0/8`): whose `X-Forwarded-For` says from where a request comes. Without them all who come through a proxy share its limits',
    ),
  CLIENT_FOLDER: z.string().default('client/dist').describe('the built client'),
  ...operationSettings('OPERATION', OPERATIONS, 10),
  TRUSTED_ISSUERS: z
    .string()
    .transform((text, context) => {
      const issuers = parseTrustedIssuers(text);
      if (issuers !== null) return issuers;
      context.addIssue({ code: 'custom', message: 'must be a JSON list of issuers: [{"issuer", "audience"}]' });
      return z.NEVER;
    })
    .prefault('[]')
    .describe(
      'whose access tokens are taken besides the shop\'s own, as JSON: `[{"issuer": "https://login.example/realms/shop", "audience": "shop", "roleClaim": ["realm_access", "roles"], "roles": {"shop-staff": "STAFF"}}]`, with `jwksUrl` where the issuer has no OpenID discovery. Without `roleClaim` the shop gives roles itself',
    ),
  API_KEY_RATE: rateSetting('1200/60').describe('requests with one API key to one process: requests/seconds, or `off`'),
  PICTURE_FOLDER: z.string().default('pictures').describe('the product pictures'),
};

/** All settings of a router in a process of its own. */
export const routerProcessSettings = z.object({
  ...urlSettings,
  HOST: z.string().default('127.0.0.1').describe('where it listens'),
  PORT: portSetting(4000),
  INTERNAL_SECRET: secretSetting().describe('as in the subgraphs'),
  JWKS_URL: z
    .url()
    .optional()
    .describe('keys of access tokens; without it, `/.well-known/jwks.json` of the user subgraph'),
  ...routerSettings,
  LOG_LEVEL: logLevelSetting('info'),
});

export type RouterEnv = z.output<typeof routerProcessSettings>;

/** The router's own settings as its options. */
export const routerOptions = (env: z.output<z.ZodObject<typeof routerSettings>>) => ({
  issuer: env.TOKEN_ISSUER,
  audience: env.TOKEN_AUDIENCE,
  executor: env.EXECUTOR,
  isPlaygroundEnabled: env.PLAYGROUND,
  allowedOrigins: env.ALLOWED_ORIGINS,
  trustedProxies: env.TRUSTED_PROXIES,
  secureCookies: env.SECURE_COOKIES,
  clientFolder: env.CLIENT_FOLDER,
  pictureFolder: env.PICTURE_FOLDER,
  operations: operationBounds('OPERATION', env),
  trustedIssuers: env.TRUSTED_ISSUERS,
  apiKeyRate: env.API_KEY_RATE,
});

/** Reads the router's settings, with `SUBGRAPH_<NAME>_URL` for each subgraph in the list. */
export const readRouterEnv = (source: EnvSource = process.env): RouterEnv => readEnv(routerProcessSettings, source);

/** Where a subgraph listens. */
export function subgraphUrl(env: RouterEnv, name: string): string {
  const url: unknown = Reflect.get(env, urlVariable(name));
  if (typeof url !== 'string') throw new Error(`No subgraph is called ${name}`);
  return url;
}
