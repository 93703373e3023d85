import { randomBytes } from 'node:crypto';
import { dropDatabase } from '@storegraph/private-database/provision';
import { provisionAll } from '@storegraph/standalone/databases';
import { recordOf, subgraphNames } from '@storegraph/standalone/services';
import { createSecrets } from '@storegraph/standalone/secrets';
import { migrateAll, seedShop } from '@storegraph/standalone/seed';
import { startShop } from '@storegraph/standalone/shop';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { inFiveProcesses } from './five-processes.ts';
import { settingsOf, DEMO_DAY, LOG_LEVEL, type BackingServices, type Started } from './backing-services.ts';
import type { Mode, RunningShop, ShopTimes } from './shop.ts';

// A page of 50 orders, with the demo's sign-ins.
const DEMO = { seed: 1, generatedProducts: 0, customers: 20, orders: 60 };

/**
 * Starts a demo shop on four new databases.
 * @param serverUrl - administrator's address of the run's database server
 */
export async function startStack(mode: Mode, serverUrl: string, times: ShopTimes = {}): Promise<RunningShop> {
  const prefix = `e2e_${randomBytes(4).toString('hex')}`;
  const databases = await provisionAll(serverUrl, prefix);
  const backing: BackingServices = { databases, secrets: await createSecrets() };
  await migrateAll(databases);
  const settings = settingsOf(times);
  await seedShop(databases, { ...DEMO, now: DEMO_DAY, currency: settings.environment.SHOP_CURRENCY });
  const shop = mode === 'standalone' ? await inOneProcess(backing, times) : await inFiveProcesses(backing, times);
  return {
    ...shop,
    mode,
    hasBroker: times.hasBroker === true,
    replicas: times.replicas ?? 1,
    ...backing,
    stop: async () => {
      await shop.stop();
      for (const name of subgraphNames) await dropDatabase(serverUrl, `${prefix}_${name}`);
    },
  };
}

async function inOneProcess(backing: BackingServices, times: ShopTimes): Promise<Started> {
  const shop = await startShop({ ...backing, ...settingsOf(times), log: createLogger('e2e', LOG_LEVEL), ...times });
  // Nobody but tests comes this way: in one process the router calls them.
  const secret = new TextEncoder().encode(backing.secrets.internalSecret);
  const listening = subgraphNames.map(
    async (name) => [name, (await shop.subgraphs[name].listen({ host: '127.0.0.1', port: 0, secret })).url] as const,
  );
  const noServices = (): never => {
    throw new Error('A shop in one process has no services to kill, and nothing between them');
  };
  return {
    url: shop.url,
    subgraphUrls: recordOf(await Promise.all(listening)),
    broker: null,
    stop: () => shop.stop(),
    faultsOf: noServices,
    kill: noServices,
    killOne: noServices,
    death: noServices,
    restart: noServices,
    pause: noServices,
    resume: noServices,
  };
}
