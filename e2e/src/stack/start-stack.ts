import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { dropDatabase } from '@storegraph/private-database/provision';
import { startCluster } from '@storegraph/standalone/cluster';
import { provisionAll, subgraphNames, type DatabaseUrls } from '@storegraph/standalone/databases';
import { createSecrets, type Secrets } from '@storegraph/standalone/secrets';
import { migrateAll, seedShop } from '@storegraph/standalone/seed';
import { startShop } from '@storegraph/standalone/shop';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { preparePrivateBroker } from '@storegraph/testkit/private-broker';
import type { Mode, RunningShop, ShopTimes } from './shop.ts';

/** What a shop stands on. */
type Ground = { readonly databases: DatabaseUrls; readonly secrets: Secrets };

// A page of 50 orders, with the demo's sign-ins.
const DEMO = { seed: 1, generatedProducts: 0, customers: 20, orders: 60 };
const LOG_LEVEL = 'fatal';
// Tests have few shoppers, who order a lot.
const DEFAULTS = { host: '127.0.0.1', port: 0, currency: 'USD', windowSeconds: 15, holdMinutes: 15, limits: { maxUnpaidOrders: 0, maxHeldUnits: 0 } };

/**
 * Starts a demo shop on four new databases.
 * @param serverUrl - administrator's address of the run's database server
 */
export async function startStack(mode: Mode, serverUrl: string, times: ShopTimes = {}): Promise<RunningShop> {
  const prefix = `e2e_${randomBytes(4).toString('hex')}`;
  const databases = await provisionAll(serverUrl, prefix);
  const ground: Ground = { databases, secrets: await createSecrets() };
  await migrateAll(databases);
  await seedShop(databases, DEMO);
  const shop = mode === 'standalone' ? await inOneProcess(ground, times) : await inFiveProcesses(ground, times);
  return {
    ...shop,
    mode,
    hasBroker: times.hasBroker === true,
    ...ground,
    stop: async () => {
      await shop.stop();
      for (const name of subgraphNames) await dropDatabase(serverUrl, `${prefix}_${name}`);
    },
  };
}

type Started = Omit<RunningShop, 'mode' | 'hasBroker' | keyof Ground>;

async function inOneProcess(ground: Ground, times: ShopTimes): Promise<Started> {
  const shop = await startShop({ ...DEFAULTS, ...ground, ...times, log: createLogger('e2e', LOG_LEVEL) });
  const noServices = (): never => {
    throw new Error('A shop in one process has no services to kill');
  };
  return { url: shop.url, subgraphUrls: null, stop: () => shop.stop(), kill: noServices, restart: noServices, pause: noServices, resume: noServices };
}

async function inFiveProcesses(ground: Ground, { onStatement, onSubgraphRequest, hasBroker, ...times }: ShopTimes): Promise<Started> {
  if (onStatement !== undefined || onSubgraphRequest !== undefined) throw new Error('Other processes cannot be listened to');
  const broker = hasBroker === true ? await preparePrivateBroker() : null;
  await broker?.start();
  const cluster = await startCluster({ ...DEFAULTS, ...ground, ...times, eventsUrl: broker?.url, logLevel: LOG_LEVEL, onLine: (service, line) => console.error(`${service} | ${line}`) });
  const processOf = (name: string): ChildProcess => {
    const child = cluster.processes.get(name);
    if (child === undefined) throw new Error(`No service is called ${name}`);
    return child;
  };
  return {
    url: cluster.url,
    subgraphUrls: cluster.subgraphUrls,
    stop: async () => {
      await cluster.stop();
      await broker?.remove();
    },
    restart: (name) => cluster.restart(name),
    pause: (name) => void processOf(name).kill('SIGSTOP'),
    resume: (name) => void processOf(name).kill('SIGCONT'),
    kill: async (name) => {
      const ended = once(processOf(name), 'exit');
      processOf(name).kill('SIGKILL');
      await ended;
    },
  };
}
