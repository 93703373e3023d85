import { once } from 'node:events';
import { startCluster, type ServiceName } from '@storegraph/standalone/cluster';
import { preparePrivateBroker } from '@storegraph/testkit/private-broker';
import { LOG_LEVEL, settingsOf, type BackingServices, type Started } from './backing-services.ts';
import { openNetwork } from './network.ts';
import type { ShopTimes } from './shop.ts';

/** Starts the shop as processes that talk over HTTP. */
export async function inFiveProcesses(
  backing: BackingServices,
  { onStatement, onSubgraphRequest, hasBroker, isBrokerLate, hasFaults, eventShuffle, replicas, ...times }: ShopTimes,
): Promise<Started> {
  if (onStatement !== undefined || onSubgraphRequest !== undefined)
    throw new Error('Other processes cannot be listened to');
  const broker = hasBroker === true ? await preparePrivateBroker() : null;
  if (isBrokerLate !== true) await broker?.start();
  const network = await openNetwork(backing.databases, { hasFaults, eventShuffle });
  const closeRest = async (): Promise<void> => {
    await network.close();
    await broker?.remove();
  };
  const settings = settingsOf(times);
  const cluster = await startCluster({
    ...backing,
    ...settings,
    environment: { ...settings.environment, EVENTS_URL: broker?.url },
    ...(replicas !== undefined && { replicas }),
    databases: network.databases,
    route: network.route,
    logLevel: LOG_LEVEL,
    onLine: (service, line) => console.error(`${service} | ${line}`),
  }).catch(async (error: unknown) => {
    await closeRest();
    throw error;
  });
  const signal = (name: ServiceName, signal: NodeJS.Signals): void =>
    cluster.processes[name].forEach((child) => child.kill(signal));
  return {
    url: cluster.url,
    subgraphUrls: cluster.subgraphUrls,
    broker,
    faultsOf: network.faultsOf,
    stop: async () => {
      await cluster.stop();
      await closeRest();
    },
    restart: cluster.restart,
    pause: (name) => signal(name, 'SIGSTOP'),
    resume: (name) => signal(name, 'SIGCONT'),
    kill: async (name) => {
      const ended = Promise.all(cluster.processes[name].map((child) => once(child, 'exit')));
      signal(name, 'SIGKILL');
      await ended;
    },
    killOne: (name) => void cluster.processes[name][0]?.kill('SIGKILL'),
    death: async (name) => {
      await Promise.race(cluster.processes[name].map((child) => once(child, 'exit')));
    },
  };
}
