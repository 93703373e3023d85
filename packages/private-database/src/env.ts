import { delimiter } from 'node:path';

/**
 * The folders in which programs are looked for: `PATH`, then the places where database servers live on systems that
 * keep `sbin` off an ordinary user's path.
 *
 * @returns absolute folders, in the order of search
 */
export function programFolders(): string[] {
  const fromPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return [
    ...new Set([
      ...fromPath,
      '/usr/sbin',
      '/usr/bin',
      '/usr/local/sbin',
      '/usr/local/bin',
      '/usr/libexec',
      '/usr/local/mysql/bin',
      '/opt/homebrew/bin',
      '/opt/homebrew/opt/mariadb/bin',
      '/opt/homebrew/opt/mysql/bin',
      '/usr/local/opt/mariadb/bin',
      '/usr/local/opt/mysql/bin',
    ]),
  ];
}

/**
 * This process's environment with some variables replaced, for a child process.
 *
 * @param overrides - variables to set
 * @returns a new environment
 */
export function childEnvironment(overrides: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...overrides };
}
