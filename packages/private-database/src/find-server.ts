import { accessSync, constants, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programFolders } from './env.ts';
import { runProgram } from './run-program.ts';

/** A database server that is installed on this machine. */
export type ServerProgram =
  | { readonly flavor: 'mariadb'; readonly path: string; readonly installer: string }
  | { readonly flavor: 'mysql'; readonly path: string };

/**
 * Finds a program by name.
 *
 * @param names - the names to look for, best first
 * @param folders - the folders to search
 * @returns the absolute path of the first that may be executed, or `null`
 */
export function findProgram(names: readonly string[], folders: readonly string[] = programFolders()): string | null {
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return null;
}

/**
 * Finds a MariaDB or MySQL server that can be started as a private instance.
 *
 * @param folders - the folders to search
 * @returns the server, or `null` when none is installed
 */
export async function findServer(folders: readonly string[] = programFolders()): Promise<ServerProgram | null> {
  const path = findProgram(['mariadbd', 'mysqld'], folders);
  if (path === null) return null;
  const { code, output } = await runProgram(path, ['--no-defaults', '--version']);
  if (code !== 0) return null;
  if (!/mariadb/i.test(output)) return { flavor: 'mysql', path };
  const home = dirname(dirname(realpathSync(path)));
  const installer = findProgram(
    ['mariadb-install-db', 'mysql_install_db'],
    [join(home, 'bin'), join(home, 'scripts'), ...folders],
  );
  return installer === null ? null : { flavor: 'mariadb', path, installer };
}
