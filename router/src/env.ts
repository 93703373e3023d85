import { z } from 'zod';
import {
  flagSetting,
  listSetting,
  logLevelSetting,
  portSetting,
  readEnv,
  secretSetting,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import { subgraphList } from './subgraph-list.ts';

const urlVariable = (name: string): string => `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`;

const urlSettings = Object.fromEntries(
  subgraphList.map(({ name, defaultUrl }) => [urlVariable(name), z.url().default(defaultUrl)]),
);

const settings = z.object({
  ...urlSettings,
  HOST: z.string().default('127.0.0.1'),
  PORT: portSetting(4000),
  INTERNAL_SECRET: secretSetting(),
  /** Where the keys of access tokens are; the user subgraph's own unless given. */
  JWKS_URL: z.url().optional(),
  TOKEN_ISSUER: z.string().default('storegraph'),
  TOKEN_AUDIENCE: z.string().default('storegraph'),
  /** What runs the plans; `stock` is the gateway's own executor, to compare with. */
  EXECUTOR: z.enum(['compiled', 'stock'], { error: 'must be compiled or stock' }).default('compiled'),
  PLAYGROUND: flagSetting().default(false),
  ALLOWED_ORIGINS: listSetting(z.string()).default([]),
  SECURE_COOKIES: flagSetting().default(true),
  CLIENT_FOLDER: z.string().default('client/dist'),
  PICTURE_FOLDER: z.string().default('pictures'),
  LOG_LEVEL: logLevelSetting('info'),
});

export type RouterEnv = z.output<typeof settings>;

/** Reads the router's settings, with `SUBGRAPH_<NAME>_URL` for each subgraph in the list. */
export const readRouterEnv = (source: EnvSource = process.env): RouterEnv => readEnv(settings, source);

/** Where a subgraph listens. */
export function subgraphUrl(env: RouterEnv, name: string): string {
  const url: unknown = Reflect.get(env, urlVariable(name));
  if (typeof url !== 'string') throw new Error(`No subgraph is called ${name}`);
  return url;
}
