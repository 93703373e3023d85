import { z } from 'zod';
import {
  flagSetting,
  listSetting,
  logLevelSetting,
  numberSetting,
  portSetting,
  readEnv,
  secretSetting,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import type { OperationLimits } from '@storegraph/schema-executor/cost/limits';
import { OPERATION_LIMITS } from './operation-limits.ts';
import { subgraphList } from './subgraph-list.ts';

const urlVariable = (name: string): string => `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`;

const urlSettings = Object.fromEntries(
  subgraphList.map(({ name, defaultUrl }) => [
    urlVariable(name),
    z.url().default(defaultUrl).describe(`where the ${name} subgraph is`),
  ]),
);

const limitSetting = (limit: keyof OperationLimits, most: number, what: string) =>
  numberSetting(z.int().min(1).max(most))
    .default(OPERATION_LIMITS[limit])
    .describe(`${what}; 1 to ${most.toLocaleString('en')}`);

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
  OPERATION_MAX_TOKENS: limitSetting('tokens', 20_000, 'words and signs that a document may have'),
  OPERATION_MAX_SELECTIONS: limitSetting(
    'selections',
    10_000,
    'fields that an operation may have, fragments written out',
  ),
  OPERATION_MAX_DEPTH: limitSetting('depth', 60, 'levels of fields within fields'),
  OPERATION_MAX_ROOT_FIELDS: limitSetting('rootFields', 200, 'root fields that an operation may have'),
  OPERATION_MAX_ALIASES: limitSetting('aliases', 2_000, 'aliases that an operation may have'),
  OPERATION_MAX_DIRECTIVES: limitSetting('directives', 1_000, 'directives that an operation may have at its fields'),
  OPERATION_MAX_NODES: limitSetting(
    'nodes',
    1_000_000,
    'values that an answer may have: each field as often as the lists above it are long, by `first`, or 10',
  ),
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
  operationLimits: {
    tokens: env.OPERATION_MAX_TOKENS,
    selections: env.OPERATION_MAX_SELECTIONS,
    depth: env.OPERATION_MAX_DEPTH,
    rootFields: env.OPERATION_MAX_ROOT_FIELDS,
    aliases: env.OPERATION_MAX_ALIASES,
    directives: env.OPERATION_MAX_DIRECTIVES,
    nodes: env.OPERATION_MAX_NODES,
  },
});

/** Reads the router's settings, with `SUBGRAPH_<NAME>_URL` for each subgraph in the list. */
export const readRouterEnv = (source: EnvSource = process.env): RouterEnv => readEnv(routerProcessSettings, source);

/** Where a subgraph listens. */
export function subgraphUrl(env: RouterEnv, name: string): string {
  const url: unknown = Reflect.get(env, urlVariable(name));
  if (typeof url !== 'string') throw new Error(`No subgraph is called ${name}`);
  return url;
}
