import { findProgram, findServer, type ServerProgram } from './find-server.ts';
import { runProgram } from './run-program.ts';
import { installCommand, installWithApt, type SystemPackage } from './system-packages.ts';

/** Where a database server is to be had: a program of this machine, or a container engine that can run one. */
export type ServerSource =
  | { readonly kind: 'program'; readonly program: ServerProgram }
  | { readonly kind: 'docker'; readonly client: string };

const mariadb: SystemPackage = {
  label: 'MariaDB server',
  names: {
    apt: 'mariadb-server',
    dnf: 'mariadb-server',
    zypper: 'mariadb',
    pacman: 'mariadb',
    apk: 'mariadb',
    brew: 'mariadb',
  },
  service: 'mariadb',
};

/**
 * Finds a database server, or brings one: a program that is installed; else, on Debian-like systems with the right to,
 * by `apt-get`; else Docker, when an engine answers.
 *
 * @param onProgress - called with a line for people whenever something takes its time
 * @returns the server
 * @throws Error naming the command that installs one on this system
 */
export async function obtainServer(onProgress: (line: string) => void): Promise<ServerSource> {
  const present = await findServer();
  if (present !== null) return { kind: 'program', program: present };
  if (await installWithApt(mariadb, onProgress)) {
    const installed = await findServer();
    if (installed !== null) return { kind: 'program', program: installed };
  }
  const docker = await findDocker();
  if (docker !== null) return docker;
  throw new Error(
    `No database server is installed, and none could be brought here without you. Install one, then start again:\n\n  ${installCommand(mariadb)}\n`,
  );
}

/**
 * Finds a container engine that answers.
 *
 * @returns how to reach it, or `null`
 */
export async function findDocker(): Promise<Extract<ServerSource, { kind: 'docker' }> | null> {
  const client = findProgram(['docker']);
  if (client === null) return null;
  const { code } = await runProgram(client, ['info', '--format', '{{.ServerVersion}}']);
  return code === 0 ? { kind: 'docker', client } : null;
}
