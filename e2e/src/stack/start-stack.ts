import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { dropDatabase } from '@storegraph/private-database/provision';
import { startCluster, type ServiceName } from '@storegraph/standalone/cluster';
import { provisionAll, subgraphNames, type DatabaseUrls } from '@storegraph/standalone/databases';
import { createSecrets, type Secrets } from '@storegraph/standalone/secrets';
import { migrateAll, seedShop } from '@storegraph/standalone/seed';
import { startShop } from '@storegraph/standalone/shop';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { preparePrivateBroker } from '@storegraph/testkit/private-broker';
import { startBalancer, type Between } from './balancer.ts';
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
    replicas: times.replicas ?? 1,
    ...ground,
    stop: async () => {
      await shop.stop();
      for (const name of subgraphNames) await dropDatabase(serverUrl, `${prefix}_${name}`);
    },
  };
}

type Started = Omit<RunningShop, 'mode' | 'hasBroker' | 'replicas' | keyof Ground>;

async function inOneProcess(ground: Ground, times: ShopTimes): Promise<Started> {
  const shop = await startShop({ ...DEFAULTS, ...ground, ...times, log: createLogger('e2e', LOG_LEVEL) });
  const noServices = (): never => {
    throw new Error('A shop in one process has no services to kill');
  };
  return { url: shop.url, subgraphUrls: null, stop: () => shop.stop(), kill: noServices, death: noServices, restart: noServices, pause: noServices, resume: noServices };
}

async function inFiveProcesses(ground: Ground, { onStatement, onSubgraphRequest, hasBroker, ...times }: ShopTimes): Promise<Started> {
  if (onStatement !== undefined || onSubgraphRequest !== undefined) throw new Error('Other processes cannot be listened to');
  const broker = hasBroker === true ? await preparePrivateBroker() : null;
  await broker?.start();
  const balancers: Between[] = [];
  const route = async (_: ServiceName, addresses: readonly [string, ...string[]]): Promise<string> => {
    if (addresses.length === 1) return addresses[0];
    const balancer = await startBalancer(addresses);
    balancers.push(balancer);
    return balancer.url;
  };
  const cluster = await startCluster({ ...DEFAULTS, ...ground, ...times, route, eventsUrl: broker?.url, logLevel: LOG_LEVEL, onLine: (service, line) => console.error(`${service} | ${line}`) });
  const signal = (name: ServiceName, signal: NodeJS.Signals): void => cluster.processes[name].forEach((child) => child.kill(signal));
  return {
    url: cluster.url,
    subgraphUrls: cluster.subgraphUrls,
    stop: async () => {
      await cluster.stop();
      for (const balancer of balancers) await balancer.close();
      await broker?.remove();
    },
    restart: cluster.restart,
    pause: (name) => signal(name, 'SIGSTOP'),
    resume: (name) => signal(name, 'SIGCONT'),
    kill: async (name) => {
      const ended = Promise.all(cluster.processes[name].map((child) => once(child, 'exit')));
      signal(name, 'SIGKILL');
      await ended;
    },
    death: async (name) => {
      await Promise.race(cluster.processes[name].map((child) => once(child, 'exit')));
    },
  };
}
