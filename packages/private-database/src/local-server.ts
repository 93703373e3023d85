import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askVersion } from './ask-version.ts';
import type { ServerProgram } from './find-server.ts';
import { endProcess } from './processes.ts';
import { serverSettings, type SettingsInput } from './server-settings.ts';
import type { ServerStart } from './server-start.ts';

const stopPatienceMs = 30_000;

/** What a local server needs to start. */
export type LocalServerInput = SettingsInput & {
  readonly server: ServerProgram;
  /** The instance's folder, without symbolic links. */
  readonly dataDir: string;
  /** The folder of the data itself. */
  readonly dataFolder: string;
  readonly port: number;
  readonly rootPassword: string;
  /** Options that name the system user to run as. */
  readonly runAs: readonly string[];
  readonly onProgress: (line: string) => void;
};

/**
 * Starts a server on a data folder and waits until it answers, however long its recovery takes.
 *
 * @param input - the program, its folders, port and password
 * @returns the running server, or why it does not run
 */
export async function startLocalServer(input: LocalServerInput): Promise<ServerStart> {
  const logPath = join(input.dataDir, 'server.log');
  const initPath = join(input.dataDir, 'init.sql');
  if (existsSync(logPath)) renameSync(logPath, join(input.dataDir, 'server.previous.log'));
  writeFileSync(initPath, rootAccountSql(input.rootPassword), { mode: 0o600 });
  const child = spawnServer(input, initPath, logPath);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const onProcessExit = (): void => void child.kill('SIGTERM');
  process.once('exit', onProcessExit);
  void exited.then(() => process.off('exit', onProcessExit));

  const version = await waitUntilReady(input, child, exited);
  rmSync(initPath, { force: true });
  const { pid } = child;
  if (version === null || pid === undefined) {
    if (pid !== undefined) await endProcess(pid, stopPatienceMs);
    const log = readFileSync(logPath, 'utf8');
    if (/Address already in use|Bind on TCP\/IP port/i.test(log)) return { kind: 'port-taken' };
    return { kind: 'failed', logTail: log.trim().split('\n').slice(-15).join('\n') };
  }
  child.unref();
  return {
    kind: 'ready',
    pid,
    version,
    socketPath: socketPath(input.dataDir),
    ended: exited,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await endProcess(pid, stopPatienceMs);
    },
  };
}

function spawnServer(input: LocalServerInput, initPath: string, logPath: string): ChildProcess {
  const log = openSync(logPath, 'a', 0o600);
  const temporary = join(input.dataDir, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const args = [
    '--no-defaults',
    ...input.runAs,
    `--datadir=${input.dataFolder}`,
    // A folder of its own: cleaning up the shared one would break a running ALTER or sort.
    `--tmpdir=${temporary}`,
    `--socket=${socketPath(input.dataDir)}`,
    `--pid-file=${join(input.dataDir, 'server.pid')}`,
    `--init-file=${initPath}`,
    '--bind-address=127.0.0.1',
    `--port=${input.port}`,
    ...serverSettings(input.server.flavor, input),
  ];
  // In a process group of its own: Ctrl-C must reach the shop alone, which stops the database last.
  const child = spawn(input.server.path, args, { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  return child;
}

async function waitUntilReady(
  input: LocalServerInput,
  child: ChildProcess,
  exited: Promise<void>,
): Promise<string | null> {
  let isRunning = true;
  void exited.then(() => (isRunning = false));
  const startedAt = performance.now();
  let nextReport = startedAt + 5_000;
  while (isRunning && child.exitCode === null) {
    const version = await askVersion(input.port, input.rootPassword);
    if (version !== null) return version;
    if (performance.now() > nextReport) {
      nextReport += 5_000;
      input.onProgress(
        `The database is still starting (${Math.round((performance.now() - startedAt) / 1000)} s); after a kill it first recovers its data.`,
      );
    }
    await Promise.race([sleep(25), exited]);
  }
  return null;
}

// Set at every start, before the server takes its first connection: there is no moment with an empty password, and a
// lost credentials file costs nothing. One statement per line, as init files demand.
function rootAccountSql(password: string): string {
  return [
    `CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
    `ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED BY '${password}';`,
    "DROP USER IF EXISTS 'root'@'::1';",
    "DROP USER IF EXISTS ''@'localhost';",
    '',
  ].join('\n');
}

// A socket's address holds 107 bytes, which a deep folder exceeds.
function socketPath(dataDir: string): string {
  const inside = join(dataDir, 'server.sock');
  if (Buffer.byteLength(inside) <= 100) return inside;
  return join(tmpdir(), `storegraph-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}.sock`);
}
