import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentOf } from '../env.ts';

/** A server that answers. */
export type RunningServer = {
  readonly url: string;
  /** With their descendants, everything that works for it but the database. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
};

/** How to run a program that serves. */
export type ServerProgram = {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly settings: Readonly<Record<string, string>>;
  readonly url: string;
  /** Answered by no 5xx once the server can work. */
  readonly readyPath: string;
  readonly folder?: string;
  /** The one core that it may use; every core when left out. */
  readonly core?: number;
};

const READY_MS = 120_000;
const END_MS = 20_000;
const TAIL_LINES = 30;

/**
 * Starts a server in a process of its own and waits until it answers.
 * @throws Error with the last lines that it printed, when it ends or does not answer
 */
export async function startServer({
  name,
  command,
  settings,
  url,
  readyPath,
  folder,
  core,
}: ServerProgram): Promise<RunningServer> {
  const [program, ...args] =
    core === undefined ? command : (['taskset', '--cpu-list', String(core), ...command] as const);
  const child = spawn(program, args, {
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(folder && { cwd: folder }),
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (said.length > TAIL_LINES) said.shift();
    });
  child.once('error', (error) => said.push(String(error)));
  child.once('exit', () => children.delete(child));
  children.add(child);

  const stop = (): Promise<void> => end(child);

  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline && child.pid !== undefined && child.exitCode === null) {
    const isReady = await fetch(url + readyPath).then(
      (response) => response.status < 500,
      () => false,
    );
    if (isReady) return { url, pids: [child.pid], stop };
    await sleep(100);
  }
  const how =
    child.exitCode === null ? `did not answer within ${READY_MS / 1000} s` : `ended with exit code ${child.exitCode}`;
  await stop();
  throw new Error(`${name} ${how}. It said:\n${said.join('')}`);
}

// However this process ends, its servers end with it.
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM');
});

/** Ends every server that was started here, also those that are still starting. */
export async function stopServers(): Promise<void> {
  await Promise.all([...children].map(end));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(force);
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
