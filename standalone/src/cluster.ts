import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pictureFolder } from '@storegraph/demo-shop/pictures';
import { clientFolder } from './client-folder.ts';
import { subgraphNames, type DatabaseUrls, type SubgraphName } from './databases.ts';
import { serviceEnvironment } from './env.ts';
import type { Secrets } from './secrets.ts';

/** How to run the shop as five processes. */
export type ClusterOptions = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  readonly host: string;
  /** The router's; 0 picks a free one. */
  readonly port: number;
  readonly windowSeconds: number;
  readonly holdMinutes: number;
  readonly currency: string;
  readonly logLevel: string;
  /** A RabbitMQ that carries the events; without it they are pushed over HTTP. */
  readonly eventsUrl?: string | undefined;
  /** Hears each line that a service prints. */
  readonly onLine: (service: string, line: string) => void;
};

/** A shop in processes of its own, reached over HTTP: the topology of `docker-compose.yml`, without containers. */
export type Cluster = {
  readonly url: string;
  /** Where each subgraph listens. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** The services' processes, by name; for tests that kill them. */
  readonly processes: ReadonlyMap<string, ChildProcess>;
  /** Starts a service whose process has ended again, at the same address, and waits until it is ready. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
};

const READY_MS = 30_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts each subgraph and the router from the same entry points, with the same settings, as the containers do.
 * @throws Error naming the service that does not become ready
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { databases, secrets } = options;
  const ports = await freePorts(subgraphNames.length + 1);
  const port = options.port === 0 ? (ports[subgraphNames.length] as number) : options.port;
  const urls = Object.fromEntries(subgraphNames.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`])) as Record<SubgraphName, string>;
  const processes = new Map<string, ChildProcess>();
  const launches = new Map<string, () => void>();
  const run = (name: string, folder: string, settings: Record<string, string>): void => {
    const launch = (): void => {
      const child = spawn(process.execPath, ['--import', '@storegraph/subgraph-kit/drizzle-as-commonjs', 'src/main.ts'], {
        cwd: `${root}${folder}`,
        env: serviceEnvironment({ INTERNAL_SECRET: secrets.internalSecret, LOG_LEVEL: options.logLevel, ...settings }),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => options.onLine(name, line));
      processes.set(name, child);
    };
    launches.set(name, launch);
    launch();
  };
  const own: Record<SubgraphName, Record<string, string>> = {
    user: { ACCESS_TOKEN_KEYS: secrets.accessTokenKeys, SECURE_COOKIES: 'false' },
    inventory: { SHOP_CURRENCY: options.currency },
    order: {
      SHOP_CURRENCY: options.currency,
      ORDER_HOLD_MINUTES: String(options.holdMinutes),
      INVENTORY_URL: urls.inventory,
      PAYMENT_URL: urls.payment,
    },
    payment: { PAYMENT_WINDOW_SECONDS: String(options.windowSeconds), EVENT_SUBSCRIBERS: `order=${urls.order}` },
  };
  for (const name of subgraphNames)
    run(name, `subgraphs/${name}`, {
      PORT: new URL(urls[name]).port,
      DATABASE_URL: databases[name].url,
      MIGRATION_DATABASE_URL: databases[name].migrationUrl,
      ...(options.eventsUrl !== undefined && { EVENTS_URL: options.eventsUrl }),
      ...own[name],
    });
  run('router', 'router', {
    HOST: options.host,
    PORT: String(port),
    PLAYGROUND: 'true',
    SECURE_COOKIES: 'false',
    CLIENT_FOLDER: clientFolder,
    PICTURE_FOLDER: pictureFolder(),
    JWKS_URL: `${urls.user}/.well-known/jwks.json`,
    ...Object.fromEntries(subgraphNames.map((name) => [`SUBGRAPH_${name.toUpperCase()}_URL`, urls[name]])),
  });

  const stop = async (): Promise<void> => {
    // The router first, so that running requests still reach their subgraphs.
    for (const name of ['router', ...subgraphNames]) await endProcess(processes.get(name));
  };
  const ready = (name: string): Promise<void> => untilReady(name, processes.get(name), name === 'router' ? `http://127.0.0.1:${port}` : urls[name as SubgraphName]);
  try {
    await Promise.all([...processes.keys()].map(ready));
  } catch (error) {
    await stop();
    throw error;
  }
  const restart = async (name: string): Promise<void> => {
    launches.get(name)?.();
    await ready(name);
  };
  return { url: `http://localhost:${port}`, subgraphUrls: urls, processes, restart, stop };
}

async function untilReady(name: string, child: ChildProcess | undefined, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (child === undefined) throw new Error(`No service is called ${name}`);
    if (child.exitCode !== null) throw new Error(`${name} ended with exit code ${child.exitCode} while starting`);
    const isReady = await fetch(`${url}/health/ready`).then((response) => response.ok, () => false);
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`${name} was not ready within ${READY_MS / 1000} s`);
}

async function endProcess(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
