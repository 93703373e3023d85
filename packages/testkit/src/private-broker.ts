import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '@storegraph/private-database/env';
import { findProgram } from '@storegraph/private-database/find-server';

/** A RabbitMQ that belongs to one test file, on free ports, with its data in a folder of its own. */
export type PrivateBroker = {
  readonly url: string;
  /** Starts it, at the same address with the same data. Resolves when it accepts connections. */
  start(): Promise<void>;
  /** Ends it like a power cut. */
  kill(): Promise<void>;
  /** Ends it for good, and removes its data. */
  remove(): Promise<void>;
};

const READY_MS = 60_000;
// Debian's wrapper on PATH would switch users and share a data folder.
const SERVER_FOLDERS = ['/usr/lib/rabbitmq/bin', '/opt/homebrew/opt/rabbitmq/sbin', '/usr/local/opt/rabbitmq/sbin'];

/**
 * Prepares a broker; `start` starts it.
 * @throws Error when RabbitMQ is not installed
 */
export async function preparePrivateBroker(): Promise<PrivateBroker> {
  const program = findProgram(['rabbitmq-server'], SERVER_FOLDERS) ?? findProgram(['rabbitmq-server']);
  const epmdProgram = findProgram(['epmd']);
  if (program === null || epmdProgram === null) throw new Error('RabbitMQ is not installed: npm test installs it');
  const folder = await mkdtemp(join(tmpdir(), 'storegraph-broker-'));
  const [port, distributionPort, namesPort] = await freePorts();
  const env = childEnvironment({
    HOME: folder,
    ERL_EPMD_PORT: String(namesPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `${basename(folder)}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
    // The script then becomes the broker, so that its pid is the broker's.
    RABBITMQ_ALLOW_INPUT: 'true',
  });
  // Its own name server, too: a shared one would outlive the tests.
  const names = spawn(epmdProgram, ['-port', String(namesPort), '-address', '127.0.0.1'], { stdio: 'ignore', env });
  let broker: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (broker !== null) await end(broker);
    broker = null;
  };
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    start: async () => {
      broker = spawn(program, ['-noinput', '-start_epmd', 'false'], { stdio: 'ignore', env });
      const deadline = Date.now() + READY_MS;
      while (!(await accepts(port))) {
        if (broker.exitCode !== null || Date.now() > deadline)
          throw new Error(`RabbitMQ does not start: see ${join(folder, 'log')}`);
        await sleep(50);
      }
    },
    kill,
    remove: async () => {
      await kill();
      await end(names);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = [createServer(), createServer(), createServer()] as const;
  const take = async (server: (typeof servers)[number]): Promise<number> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const ports: [number, number, number] = [await take(servers[0]), await take(servers[1]), await take(servers[2])];
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
