import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pictureFolder } from '@storegraph/demo-shop/pictures';
import type { ShopperLimits } from '@storegraph/order/domain/shopper-limits';
import { clientFolder } from './client-folder.ts';
import { subgraphNames, type DatabaseUrls, type SubgraphName } from './databases.ts';
import { serviceEnvironment } from './env.ts';
import type { Secrets } from './secrets.ts';

/** The processes of a shop. */
export const serviceNames = ['router', ...subgraphNames] as const;
export type ServiceName = (typeof serviceNames)[number];

/** How to run the shop as five processes. */
export type ClusterOptions = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  readonly host: string;
  /** The router's; 0 picks a free one. */
  readonly port: number;
  readonly windowSeconds: number;
  readonly holdMinutes: number;
  readonly limits: ShopperLimits;
  readonly currency: string;
  readonly logLevel: string;
  /** A RabbitMQ that carries the events; without it they are pushed over HTTP. */
  readonly eventsUrl?: string | undefined;
  /** Processes of each service; 1 when left out. */
  readonly replicas?: number;
  /** Says where a service is reached whose processes listen at `addresses`: at the first of them when left out. */
  readonly route?: (service: ServiceName, addresses: readonly [string, ...string[]]) => Promise<string>;
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
  const urls = Object.fromEntries(routed) as Record<ServiceName, string>;
  await held.release();
  const settings = settingsOf(options, urls);
  const processes: Record<ServiceName, ChildProcess[]> = {
    router: [],
    user: [],
    inventory: [],
    order: [],
    payment: [],
  };

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
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => options.onLine(name, line));
    processes[name][index] = child;
    await untilReady(name, child, address);
  };
  const stop = async (): Promise<void> => {
    // The router first, so that running requests still reach their subgraphs.
    for (const name of serviceNames) await Promise.all(processes[name].map(endProcess));
  };
  try {
    await Promise.all(serviceNames.flatMap((name) => addresses[name].map((_, index) => launch(name, index))));
  } catch (error) {
    await stop();
    throw error;
  }
  const restart: Cluster['restart'] = async (name, further) => {
    await Promise.all(
      [...processes[name].entries()]
        .filter(([, child]) => hasEnded(child))
        .map(([index]) => launch(name, index, further)),
    );
  };
  const { router, ...subgraphUrls } = urls;
  return { url: `http://localhost:${new URL(router).port}`, subgraphUrls, processes, restart, stop };
}

type Addresses = Readonly<Record<ServiceName, readonly [string, ...string[]]>>;

function chooseAddresses(ports: readonly number[], routerPort: number): Addresses {
  const replicas = ports.length / serviceNames.length;
  const chosen = serviceNames.map((name, index) => {
    const own = ports.slice(index * replicas, (index + 1) * replicas);
    if (name === 'router' && routerPort !== 0) own[0] = routerPort;
    return [name, own.map((port) => `http://127.0.0.1:${port}`)];
  });
  return Object.fromEntries(chosen) as Addresses;
}

/** The settings of each service, but for its port. */
function settingsOf(
  options: ClusterOptions,
  urls: Readonly<Record<ServiceName, string>>,
): Readonly<Record<ServiceName, Readonly<Record<string, string>>>> {
  const { databases, secrets, currency } = options;
  const common = (name: SubgraphName): Record<string, string> => ({
    DATABASE_URL: databases[name].url,
    MIGRATION_DATABASE_URL: databases[name].migrationUrl,
    ...(options.eventsUrl !== undefined && { EVENTS_URL: options.eventsUrl }),
  });
  return {
    user: { ...common('user'), ACCESS_TOKEN_KEYS: secrets.accessTokenKeys, SECURE_COOKIES: 'false' },
    inventory: { ...common('inventory'), SHOP_CURRENCY: currency },
    order: {
      ...common('order'),
      SHOP_CURRENCY: currency,
      ORDER_HOLD_MINUTES: String(options.holdMinutes),
      SHOPPER_MAX_UNPAID_ORDERS: String(options.limits.maxUnpaidOrders),
      SHOPPER_MAX_HELD_UNITS: String(options.limits.maxHeldUnits),
      INVENTORY_URL: urls.inventory,
      PAYMENT_URL: urls.payment,
    },
    payment: {
      ...common('payment'),
      PAYMENT_WINDOW_SECONDS: String(options.windowSeconds),
      PAYMENT_WEBHOOK_SECRET: secrets.paymentWebhookSecret,
      TEST_PROVIDER_WEBHOOK_URL: `http://localhost:${new URL(urls.router).port}/webhooks/test`,
      EVENT_SUBSCRIBERS: `order=${urls.order}`,
    },
    router: {
      HOST: options.host,
      PLAYGROUND: 'true',
      SECURE_COOKIES: 'false',
      CLIENT_FOLDER: clientFolder,
      PICTURE_FOLDER: pictureFolder(),
      JWKS_URL: `${urls.user}/.well-known/jwks.json`,
      ...Object.fromEntries(subgraphNames.map((name) => [`SUBGRAPH_${name.toUpperCase()}_URL`, urls[name]])),
    },
  };
}

async function untilReady(name: string, child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (hasEnded(child))
      throw new Error(`${name} ended with ${child.signalCode ?? `exit code ${child.exitCode}`} while starting`);
    const isReady = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`${name} was not ready within ${READY_MS / 1000} s`);
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function endProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Free ports, which nobody else gets before they are released. */
async function holdPorts(count: number): Promise<{ readonly ports: readonly number[]; release(): Promise<void> }> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  const release = async (): Promise<void> => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  return { ports, release };
}
