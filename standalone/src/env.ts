import { resolve } from 'node:path';
import type { ShopperLimits } from '@storegraph/order/domain/shopper-limits';
import { windowSetting } from '@storegraph/payment/env';
import {
  currencySetting,
  EnvError,
  flagSetting,
  logLevelSetting,
  numberSetting,
  portSetting,
  readEnv,
  subgraphSettings,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';
import { subgraphNames, type DatabaseUrl, type DatabaseUrls, type SubgraphName } from './databases.ts';

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: portSetting(4000),
  /** Where the private database, secrets and logs lie. */
  DATA_DIR: z.string().default('.data'),
  PAYMENT_WINDOW_SECONDS: windowSetting(),
  ORDER_HOLD_MINUTES: numberSetting(z.number().positive().max(10_080)).default(15),
  SHOPPER_MAX_UNPAID_ORDERS: numberSetting(z.int().min(0)).default(5),
  SHOPPER_MAX_HELD_UNITS: numberSetting(z.int().min(0)).default(20),
  SHOP_CURRENCY: currencySetting(),
  /** Fills an empty shop with the demo; the private database's does so unless told otherwise. */
  DEMO: flagSetting().optional(),
  /** A RabbitMQ that carries the events between processes; without it they are pushed over HTTP. */
  EVENTS_URL: subgraphSettings.EVENTS_URL,
  LOG_LEVEL: logLevelSetting('warn'),
});

/** How to run the shop, from the environment. */
export type ShopSettings = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly windowSeconds: number;
  readonly holdMinutes: number;
  readonly limits: ShopperLimits;
  readonly currency: string;
  readonly logLevel: string;
  readonly eventsUrl: string | undefined;
  /** An empty shop is filled with the demo, whose password everybody knows. */
  readonly isDemo: boolean;
  /** Given databases; null when the shop shall have a private one. */
  readonly databases: DatabaseUrls | null;
};

/**
 * @throws EnvError for malformed settings, and when some databases are given but not all four
 */
export function readShopSettings(source: EnvSource = process.env): ShopSettings {
  const env = readEnv(schema, source);
  const databases = givenDatabases(source);
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: resolve(env.DATA_DIR),
    windowSeconds: env.PAYMENT_WINDOW_SECONDS,
    holdMinutes: env.ORDER_HOLD_MINUTES,
    limits: { maxUnpaidOrders: env.SHOPPER_MAX_UNPAID_ORDERS, maxHeldUnits: env.SHOPPER_MAX_HELD_UNITS },
    currency: env.SHOP_CURRENCY,
    logLevel: env.LOG_LEVEL,
    eventsUrl: env.EVENTS_URL,
    isDemo: env.DEMO ?? databases === null,
    databases,
  };
}

/**
 * `DATABASE_URL_ORDER` and the like; the account for rows migrates, too, when `MIGRATION_DATABASE_URL_ORDER` is not
 * given.
 */
function givenDatabases(source: EnvSource): DatabaseUrls | null {
  const found = subgraphNames.flatMap((name) => {
    const url = source[`DATABASE_URL_${name.toUpperCase()}`];
    return url
      ? [[name, { url, migrationUrl: source[`MIGRATION_DATABASE_URL_${name.toUpperCase()}`] || url }] as const]
      : [];
  });
  if (found.length === 0) return null;
  const given = new Map<SubgraphName, DatabaseUrl>(found);
  for (const [name, { url, migrationUrl }] of given)
    for (const each of [url, migrationUrl])
      if (!URL.canParse(each) || new URL(each).protocol !== 'mysql:')
        throw new EnvError(
          `DATABASE_URL_${name.toUpperCase()} is not an address such as mysql://user:password@host:3306/name`,
        );
  // Two subgraphs in one database would take each other's migrations for their own.
  const places = new Set([...given.values()].map(({ url }) => `${new URL(url).host}${new URL(url).pathname}`));
  if (places.size < given.size)
    throw new EnvError('Each DATABASE_URL_* needs a database of its own: two of them name the same');
  const take = (name: SubgraphName): DatabaseUrl => {
    const urls = given.get(name);
    if (urls === undefined)
      throw new EnvError(
        `DATABASE_URL_${name.toUpperCase()} is missing: give all four databases, or none for a private one`,
      );
    return urls;
  };
  return { user: take('user'), inventory: take('inventory'), order: take('order'), payment: take('payment') };
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
