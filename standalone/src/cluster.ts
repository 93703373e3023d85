import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { routerSettings } from '@storegraph/router/env';
import type { EnvSource } from '@storegraph/subgraph-kit/service/env';
import { errorText } from '@storegraph/subgraph-kit/describe-error';
import { urlSettingOf } from '@storegraph/subgraph-kit/service/service';
import type { DatabaseUrls } from './databases.ts';
import { clusterSettings, serviceEnvironment } from './env.ts';
import { pickSettings, shopEnvironment } from './environment.ts';
import { holdPorts } from './free-ports.ts';
import type { Secrets } from './secrets.ts';
import { recordOf, services, subgraphNames, subscribersOf, type SubgraphName } from './services.ts';

export type ServiceName = 'router' | SubgraphName;
/** What each runs in a process of its own. */
export const serviceNames: readonly ServiceName[] = ['router', ...subgraphNames];

/** How to run the shop in a process for each service. */
export type ClusterOptions = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  readonly host: string;
  /** The router's; 0 picks a free one. */
  readonly port: number;
  /** Where the services find their settings, by name. */
  readonly environment: EnvSource;
  readonly logLevel: string;
  /** Processes of each service; 1 when left out. */
  readonly replicas?: number;
  /** Says where a service is reached whose processes listen at `addresses`: at the first of them when left out. */
  readonly route?: (service: ServiceName, addresses: readonly [string, ...string[]]) => Promise<string>;
  /** Starts a process again that ends by itself, after a pause that grows. Tests that kill some do without. */
  readonly isKeptUp?: boolean;
  /** Hears each line that a service prints. */
  readonly onLine: (service: string, line: string) => void;
};

/** A shop in processes of its own, reached over HTTP: the topology of `docker-compose.yml`, without containers. */
export type Cluster = {
  readonly url: string;
  /** Where each subgraph listens. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** The services' processes; for tests that kill them. */
  readonly processes: Readonly<Record<ServiceName, ChildProcess[]>>;
  /**
   * Starts those of a service's processes that have ended again, at the same addresses, and waits until they are ready.
   * @param settings - for these processes alone
   */
  readonly restart: (name: ServiceName, settings?: Readonly<Record<string, string>>) => Promise<void>;
  stop(): Promise<void>;
};

const READY_MS = 60_000;
const SAY_WHY_MS = 10_000;
const END_MS = 20_000;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
// A process that has run for so long begins with the shortest pause again.
const STEADY_MS = 60_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts each subgraph and the router from the same entry points, with the same settings, as the containers do.
 * @throws Error naming the service that does not become ready
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { secrets } = options;
  const held = await holdPorts(serviceNames.length * (options.replicas ?? 1));
  const addresses = chooseAddresses(held.ports, options.port);
  const route = options.route ?? (async (_, [first]) => first);
  const routed = await Promise.all(
    serviceNames.map(async (name) => [name, await route(name, addresses[name])] as const),
  );
  const urls = recordOf(routed);
  await held.release();
  const settings = settingsOf(options, urls);
  const processes = recordOf(serviceNames.map((name): [ServiceName, ChildProcess[]] => [name, []]));

  const launch = async (
    name: ServiceName,
    index: number,
    further: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    const address = addresses[name][index] ?? '';
    const child = spawn(
      process.execPath,
      ['--import', '@storegraph/subgraph-kit/database/drizzle/as-commonjs', 'src/main.ts'],
      {
        cwd: `${root}${name === 'router' ? name : `subgraphs/${name}`}`,
        env: serviceEnvironment({
          INTERNAL_SECRET: secrets.internalSecret,
          LOG_LEVEL: options.logLevel,
          PORT: new URL(address).port,
          ...settings[name],
          ...further,
        }),
        // The channel tells each process that this one is about to end, or is gone.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Ctrl-C goes to this process alone, which stops them in their order.
        detached: true,
      },
    );
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => options.onLine(name, line));
    processes[name][index] = child;
    await untilReady(name, child, address, (why) => options.onLine(name, `is not ready yet: ${why}`));
  };
  // None outlives this process: one that ends without stopping them has been told twice.
  const killAll = (): void => {
    for (const each of Object.values(processes).flat()) each.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const stopping = new AbortController();
  const keepUp = async (name: ServiceName, index: number): Promise<void> => {
    let pause = SHORTEST_PAUSE_MS;
    for (;;) {
      const child = processes[name][index];
      if (child === undefined) return;
      const watchedSince = performance.now();
      if (!hasEnded(child)) await once(child, 'exit');
      if (stopping.signal.aborted) return;
      if (performance.now() - watchedSince > STEADY_MS) pause = SHORTEST_PAUSE_MS;
      options.onLine(name, `ended with ${endOf(child)}; it is started again in ${pause / 1000} s`);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      await launch(name, index).catch((error: unknown) => options.onLine(name, errorText(error)));
    }
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    // The router first, so that running requests still reach their subgraphs.
    for (const name of serviceNames) await Promise.all(processes[name].map(endProcess));
    process.off('exit', killAll);
  };
  try {
    await Promise.all(serviceNames.flatMap((name) => addresses[name].map((_, index) => launch(name, index))));
  } catch (error) {
    await stop();
    throw error;
  }
  if (options.isKeptUp === true)
    for (const name of serviceNames) for (const index of processes[name].keys()) void keepUp(name, index);
  const restart: Cluster['restart'] = async (name, further) => {
    await Promise.all(
      [...processes[name].entries()]
        .filter(([, child]) => hasEnded(child))
        .map(([index]) => launch(name, index, further)),
    );
  };
  const { router, ...subgraphUrls } = urls;
  return { url: publicUrl(router), subgraphUrls, processes, restart, stop };
}

type Addresses = Readonly<Record<ServiceName, readonly [string, ...string[]]>>;

function chooseAddresses(ports: readonly number[], routerPort: number): Addresses {
  const replicas = ports.length / serviceNames.length;
  const chosen = serviceNames.map((name, index): [ServiceName, readonly [string, ...string[]]] => {
    const [first = 0, ...others] = ports.slice(index * replicas, (index + 1) * replicas);
    const address = (port: number): string => `http://127.0.0.1:${port}`;
    return [name, [address(name === 'router' && routerPort !== 0 ? routerPort : first), ...others.map(address)]];
  });
  return recordOf(chosen);
}

/** The settings of each service, but for its port: its own by name, and how the services find each other. */
function settingsOf(
  options: ClusterOptions,
  urls: Readonly<Record<ServiceName, string>>,
): Readonly<Record<ServiceName, Readonly<Record<string, string>>>> {
  const { databases, secrets } = options;
  const environment = shopEnvironment(options.environment, secrets, publicUrl(urls.router));
  const subgraphs = services.map(({ name, settings, commands }): [ServiceName, Record<string, string>] => [
    name,
    {
      ...pickSettings(environment, Object.keys({ ...clusterSettings, ...settings })),
      DATABASE_URL: databases[name].url,
      MIGRATION_DATABASE_URL: databases[name].migrationUrl,
      EVENT_SUBSCRIBERS: subscribersOf(name)
        .map((subscriber) => `${subscriber.name}=${urls[subscriber.name]}`)
        .join(','),
      ...Object.fromEntries(
        subgraphNames.filter((each) => commands.includes(each)).map((each) => [urlSettingOf(each), urls[each]]),
      ),
    },
  ]);
  const router = {
    ...pickSettings(environment, Object.keys(routerSettings)),
    HOST: options.host,
    JWKS_URL: `${urls.user}/.well-known/jwks.json`,
    ...Object.fromEntries(subgraphNames.map((name) => [`SUBGRAPH_${urlSettingOf(name)}`, urls[name]])),
  };
  return recordOf([...subgraphs, ['router', router]]);
}

const publicUrl = (routerUrl: string): string => `http://localhost:${new URL(routerUrl).port}`;

async function untilReady(name: string, child: ChildProcess, url: string, say: (why: string) => void): Promise<void> {
  const deadline = Date.now() + READY_MS;
  let saidAt = Date.now();
  let said: string | null = null;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error(`${name} ended with ${endOf(child)} while starting`);
    said = await fetch(`${url}/health/ready`).then(
      async (response) => (response.ok ? null : await response.text()),
      () => 'it does not listen yet',
    );
    if (said === null) return;
    if (Date.now() - saidAt > SAY_WHY_MS) {
      say(said);
      saidAt = Date.now();
    }
    await sleep(50);
  }
  throw new Error(`${name} was not ready within ${READY_MS / 1000} s: ${said}`);
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const endOf = (child: ChildProcess): string => child.signalCode ?? `exit code ${child.exitCode}`;

async function endProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(force);
}
