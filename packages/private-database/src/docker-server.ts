import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { askVersion } from './ask-version.ts';
import { runProgram } from './run-program.ts';
import { serverSettings, type SettingsInput } from './server-settings.ts';
import type { ServerStart } from './server-start.ts';

const image = 'mariadb:10.11';
const readyWithinMs = 300_000;

/** What a server in a container needs to start. */
export type DockerServerInput = SettingsInput & {
  /** The path of the `docker` command. */
  readonly client: string;
  /** The instance's folder: names the container and its volume. */
  readonly dataDir: string;
  readonly port: number;
  readonly rootPassword: string;
  readonly onProgress: (line: string) => void;
};

/**
 * Starts a server in a container of its own, reachable from this machine alone; the data lies in a named volume.
 *
 * @param input - the engine, the port and the password
 * @returns the running server, or why it does not run
 */
export async function startDockerServer(input: DockerServerInput): Promise<ServerStart> {
  const name = containerName(input.dataDir);
  const docker = (...args: string[]) =>
    runProgram(input.client, args, { env: { MARIADB_ROOT_PASSWORD: input.rootPassword } });
  const stop = async (): Promise<void> => {
    await docker('stop', '--time', '30', name);
    await docker('rm', '--force', name);
  };
  await stop();
  input.onProgress(`Starting ${image} in Docker (the first time this downloads the image).`);
  const container = [
    '--detach',
    '--name',
    name,
    '--publish',
    `127.0.0.1:${input.port}:3306`,
    '--volume',
    `${name}:/var/lib/mysql`,
  ];
  const run = await docker(
    'run',
    ...container,
    '--env',
    'MARIADB_ROOT_PASSWORD',
    image,
    ...serverSettings('mariadb', input),
  );
  if (run.code !== 0) {
    await docker('rm', '--force', name);
    return /port is already allocated|address already in use/i.test(run.output)
      ? { kind: 'port-taken' }
      : { kind: 'failed', logTail: run.output.trim() };
  }
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline) {
    const version = await askVersion(input.port, input.rootPassword);
    const state = await docker('inspect', '--format', '{{.State.Running}} {{.State.Pid}}', name);
    const [running, pid] = state.output.trim().split(' ');
    if (version !== null) return { kind: 'ready', pid: Number(pid), version, socketPath: null, stop, ended: null };
    if (running !== 'true') break;
    await sleep(250);
  }
  const logs = await docker('logs', '--tail', '15', name);
  await stop();
  return { kind: 'failed', logTail: logs.output.trim() };
}

/**
 * Deletes an instance's container with its volume.
 *
 * @param client - the path of the `docker` command
 * @param dataDir - the instance's folder
 */
export async function removeDockerServer(client: string, dataDir: string): Promise<void> {
  const name = containerName(dataDir);
  await runProgram(client, ['rm', '--force', name]);
  const { code, output } = await runProgram(client, ['volume', 'rm', '--force', name]);
  if (code !== 0)
    throw new Error(`Could not remove the Docker volume ${name}, which holds the shop's data:\n${output.trim()}`);
}

function containerName(dataDir: string): string {
  return `storegraph-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}
