import { resolve } from 'node:path';
import { routerSettings } from '@storegraph/router/env';
import {
  currencySetting,
  databaseUrlSetting,
  EnvError,
  flagSetting,
  logLevelSetting,
  portSetting,
  readEnv,
  subgraphSettings,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';
import type { DatabaseUrls } from './databases.ts';
import { recordOf, services, subgraphNames, type SubgraphName } from './services.ts';

const urlVariable = (name: SubgraphName): string => `DATABASE_URL_${name.toUpperCase()}`;
const migrationUrlVariable = (name: SubgraphName): string => `MIGRATION_${urlVariable(name)}`;

/** The settings of `npm start` and `npm run cluster`, besides those of the services. */
export const shopSettings = {
  HOST: z.string().default('127.0.0.1').describe('where the router listens'),
  PORT: portSetting(4000).describe('where the router listens; 0 picks a free one'),
  DATA_DIR: z.string().default('.data').describe('the folder of the private database, secrets and logs'),
  DEMO: flagSetting()
    .optional()
    .describe(
      'fills an empty shop with the demo, whose password everybody knows; when left out, only in the private database',
    ),
  SHOP_CURRENCY: currencySetting().describe(
    'as in inventory and order; the demo is priced in it, and does not fill a shop in one that it has no prices in',
  ),
  LOG_LEVEL: logLevelSetting('warn'),
};

/** Settings of a subgraph's process that `npm run cluster` passes on to each. */
export const clusterSettings = {
  EVENTS_URL: subgraphSettings.EVENTS_URL,
  DATABASE_CONNECTIONS: subgraphSettings.DATABASE_CONNECTIONS,
};

const databaseSettings = Object.fromEntries(
  subgraphNames.flatMap((name) =>
    [urlVariable(name), migrationUrlVariable(name)].map((variable) => [variable, databaseUrlSetting().optional()]),
  ),
);

// What is required of a service, such as a secret, the shop makes.
const serviceSettings = z
  .object(
    Object.fromEntries([...services, { settings: routerSettings }].flatMap((each) => Object.entries(each.settings))),
  )
  .partial().shape;

const schema = z.object({ ...serviceSettings, ...databaseSettings, ...clusterSettings, ...shopSettings });

/** How to run the shop, from the environment. */
export type ShopSettings = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: string;
  /** ISO 4217; the demo is priced in it. */
  readonly currency: string;
  /** An empty shop is filled with the demo, whose password everybody knows. */
  readonly isDemo: boolean;
  /** Given databases; null when the shop shall have a private one. */
  readonly databases: DatabaseUrls | null;
  /** Where the services find their settings, by name. */
  readonly environment: EnvSource;
};

/**
 * @throws EnvError for malformed settings, those of the services included, and when some databases are given but not
 * all
 */
export function readShopSettings(environment: EnvSource = process.env): ShopSettings {
  const env = readEnv(schema, environment);
  const databases = givenDatabases(env);
  const isDemo = env.DEMO ?? databases === null;
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: resolve(env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    currency: env.SHOP_CURRENCY,
    isDemo,
    databases,
    // A demo has a mailbox of its own, unless it has a mail server.
    environment: isDemo && !('SMTP_URL' in env) ? { MAILBOX: 'true', ...environment } : environment,
  };
}

/**
 * `DATABASE_URL_ORDER` and the like; the account for rows migrates, too, when `MIGRATION_DATABASE_URL_ORDER` is not
 * given.
 */
function givenDatabases(env: Readonly<Record<string, unknown>>): DatabaseUrls | null {
  const urlOf = (variable: string): string | null => {
    const url = env[variable];
    return typeof url === 'string' ? url : null;
  };
  const given = subgraphNames.flatMap((name) => {
    const url = urlOf(urlVariable(name));
    return url === null ? [] : [[name, { url, migrationUrl: urlOf(migrationUrlVariable(name)) ?? url }] as const];
  });
  if (given.length === 0) return null;
  const missing = subgraphNames.filter((name) => urlOf(urlVariable(name)) === null);
  if (missing.length > 0)
    throw new EnvError(
      `${missing.map(urlVariable).join(', ')} is missing: give the databases of all subgraphs, or none for a private one`,
    );
  // Two subgraphs in one database would take each other's migrations for their own.
  const places = new Set(given.map(([, { url }]) => `${new URL(url).host}${new URL(url).pathname}`));
  if (places.size < given.length)
    throw new EnvError('Each DATABASE_URL_* needs a database of its own: two of them name the same');
  return recordOf(given);
}

/** The environment of a service's process: what programs need to run at all, and the service's own settings. */
export const serviceEnvironment = (settings: Readonly<Record<string, string>>): Record<string, string> => ({
  ...Object.fromEntries(
    ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_OPTIONS'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  ),
  ...settings,
});
