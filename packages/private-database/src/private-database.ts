import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { type Credentials, loadCredentials, saveCredentials } from './credentials.ts';
import { removeDockerServer, startDockerServer } from './docker-server.ts';
import { installData } from './install-data.ts';
import { findDocker, obtainServer, type ServerSource } from './install-server.ts';
import { startLocalServer } from './local-server.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { endProcess, serversUnder } from './processes.ts';
import type { ServerStart } from './server-start.ts';

/** How to start a private database. */
export type PrivateDatabaseOptions = {
  /** The folder that holds the instance: data, credentials, log. Made when missing. */
  readonly dataDir: string;
  /** A fixed loopback port. By default the port of the last start when it is free, else any free one. */
  readonly port?: number;
  /**
   * Whether the data must survive a power failure (default). Tests pass `false`; a killed server recovers either way.
   */
  readonly durable?: boolean;
  /** Memory for InnoDB's pages, in MiB: 256 by default. */
  readonly bufferPoolMb?: number;
  /** Starts the server again when it ends by itself, after a pause that grows. Docker does so without being asked. */
  readonly isKeptUp?: boolean;
  /** Called with a line for people whenever something takes its time. */
  readonly onProgress?: (line: string) => void;
};

/** A running private database. */
export type PrivateDatabase = {
  readonly host: string;
  readonly port: number;
  /** `mysql://root:...@127.0.0.1:port`, without a database. */
  readonly rootUrl: string;
  /** Its Unix socket, which costs a statement less than the port does; null for a server in Docker. */
  readonly socketPath: string | null;
  /** As the server tells it, for example `10.11.19-MariaDB`. */
  readonly version: string;
  /** The server's process id. */
  readonly pid: number;
  /** Stops the server cleanly and gives the folder up. Safe to call twice. */
  stop(): Promise<void>;
};

const host = '127.0.0.1';

/**
 * Starts a MariaDB or MySQL server that belongs to the caller alone: own data folder, loopback port and password, run
 * as the same user. The first call lays the data out; later calls find it, also after a kill of the server or of the
 * process that started it. When this process ends without `stop`, the server is asked to end too.
 *
 * @param options - where the data lies, and how to run
 * @returns the running database
 * @throws Error with a message for people: folder in use, data damaged, port taken, no server to be had
 */
export async function startPrivateDatabase(options: PrivateDatabaseOptions): Promise<PrivateDatabase> {
  const onProgress = options.onProgress ?? (() => undefined);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const lock = await takeOwnerLock(dataDir);
  try {
    await endLeftServers(dataDir, onProgress);
    const started = await startServer({ ...options, dataDir, onProgress });
    let stopped: Promise<void> | undefined;
    return {
      ...started.database,
      stop: () => (stopped ??= started.stop().finally(() => lock.release())),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Deletes an instance with all its data.
 *
 * @param dataDir - the instance's folder
 * @throws Error when a living process holds the folder
 */
export async function removePrivateDatabase(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const folder = realpathSync(dataDir);
  const lock = await takeOwnerLock(folder);
  try {
    await endLeftServers(folder, () => undefined);
    if (loadCredentials(folder).engine === 'docker') await removeDockerServer((await requireDocker()).client, folder);
    rmSync(folder, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

type StartInput = PrivateDatabaseOptions & { readonly onProgress: (line: string) => void };

async function startServer(
  input: StartInput,
): Promise<{ database: Omit<PrivateDatabase, 'stop'>; stop: () => Promise<void> }> {
  const { dataDir } = input;
  const remembered = loadCredentials(dataDir);
  // Data that lies in a volume stays there, also when a server has been installed on the machine since.
  const source = remembered.engine === 'docker' ? await requireDocker() : await obtainServer(input.onProgress);
  const credentials: Credentials = { ...remembered, engine: source.kind };
  saveCredentials(dataDir, credentials);
  const startOn = await prepare(source, credentials.rootPassword, input);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await choosePort(input.port, attempt === 0 ? credentials.port : undefined);
    const start = await startOn(port);
    if (start.kind === 'failed') throw damaged(dataDir, start.logTail);
    if (start.kind === 'port-taken') continue;
    saveCredentials(dataDir, { ...credentials, port });
    const stop = input.isKeptUp === true ? keepUp(start, () => startOn(port), input.onProgress) : start.stop;
    const rootUrl = `mysql://root:${credentials.rootPassword}@${host}:${port}`;
    return {
      database: { host, port, rootUrl, socketPath: start.socketPath, version: start.version, pid: start.pid },
      stop,
    };
  }
  throw new Error('Found no free port for the database: other programs took each one first. Start again.');
}

type ReadyServer = Extract<ServerStart, { kind: 'ready' }>;

/**
 * Starts a server again whenever it ends, at the same port.
 * @returns stops it for good
 */
function keepUp(
  first: ReadyServer,
  start: () => Promise<ServerStart>,
  onProgress: (line: string) => void,
): () => Promise<void> {
  let current = first;
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    let pause = SHORTEST_PAUSE_MS;
    while (current.ended !== null) {
      await current.ended;
      for (;;) {
        if (stopping.signal.aborted) return;
        onProgress(`The database has ended. It is started again in ${pause / 1000} s.`);
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        const next = await start().catch((error: unknown) => ({ kind: 'failed' as const, logTail: String(error) }));
        if (next.kind !== 'ready') {
          onProgress(`It does not start: ${next.kind === 'failed' ? next.logTail : 'its port is taken'}`);
          continue;
        }
        current = next;
        onProgress('The database is back.');
        pause = SHORTEST_PAUSE_MS;
        break;
      }
    }
  };
  const watching = watch();
  return async () => {
    stopping.abort();
    await current.stop();
    await watching;
    await current.stop();
  };
}

const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

async function prepare(
  source: ServerSource,
  rootPassword: string,
  input: StartInput,
): Promise<(port: number) => Promise<ServerStart>> {
  const { dataDir, onProgress, durable = true, bufferPoolMb = 256 } = input;
  const common = { dataDir, rootPassword, durable, bufferPoolMb, onProgress };
  if (source.kind === 'docker') return (port) => startDockerServer({ ...common, client: source.client, port });
  // The short form: the long one makes MariaDB's installer run a chown that breaks at a blank in the path.
  const runAs = process.getuid?.() === 0 ? ['-uroot'] : [];
  const data = await installData(source.program, dataDir, runAs);
  if (data.isNew) onProgress(`Laid out a new database in ${dataDir}.`);
  else requireSystemFiles(dataDir, data.folder);
  return (port) => startLocalServer({ ...common, server: source.program, dataFolder: data.folder, runAs, port });
}

async function requireDocker(): Promise<Extract<ServerSource, { kind: 'docker' }>> {
  const docker = await findDocker();
  if (docker === null)
    throw new Error(
      'The data of this shop lies in a Docker volume, and no Docker engine answers. Start Docker, then start again.',
    );
  return docker;
}

async function endLeftServers(dataDir: string, onProgress: (line: string) => void): Promise<void> {
  for (const pid of await serversUnder(dataDir)) {
    onProgress(`An earlier run was killed and left its database running (process ${pid}): stopping it.`);
    await endProcess(pid, 30_000);
  }
}

// A server that misses its system files may make new, empty ones, and the shop's data would seem never to have been.
function requireSystemFiles(dataDir: string, folder: string): void {
  const missing = ['ibdata1', 'mysql'].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) throw damaged(dataDir, `${missing.map((name) => join(folder, name)).join(' and ')} missing`);
}

function damaged(dataDir: string, reason: string): Error {
  return new Error(
    `The database in ${dataDir} does not start: its data looks damaged, or the server that wrote it was another version.\n\n${reason}\n\n` +
      `The whole log: ${join(dataDir, 'server.log')}\nTo keep the data, put a backup of the folder back. To begin anew without it: npm start -- --reset`,
  );
}

async function choosePort(fixed: number | undefined, last: number | undefined): Promise<number> {
  if (fixed !== undefined) {
    if ((await tryListen(fixed)) === fixed) return fixed;
    throw new Error(`Port ${fixed}, asked for the database, is in use by another program. Free it or choose another.`);
  }
  const port = (last === undefined ? null : await tryListen(last)) ?? (await tryListen(0));
  if (port === null) throw new Error('This machine has no free loopback port for the database.');
  return port;
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
