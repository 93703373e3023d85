import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerProgram } from './find-server.ts';
import { runProgram } from './run-program.ts';

const installing = 'data.installing';

/**
 * Lays out the system tables on first use. They are made in a folder beside and moved into place whole, so that a kill
 * in the middle leaves nothing that a later start could take for data.
 *
 * @param server - the server that will own the data
 * @param dataDir - the instance's folder; its `data` is made
 * @param runAs - options that name the system user to run as
 * @returns the folder of the data, and whether this call made it
 * @throws Error with the installer's last lines when it fails
 */
export async function installData(
  server: ServerProgram,
  dataDir: string,
  runAs: readonly string[],
): Promise<{ folder: string; isNew: boolean }> {
  const folder = join(dataDir, 'data');
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(installing)) rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(folder)) return { folder, isNew: false };
  const draft = join(dataDir, `${installing}.${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  // A MariaDB that starts removes temporary tables from the folder that all share, another one's too, which then fails
  // to be laid out.
  const temporary = join(dataDir, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const env = { TMPDIR: temporary };
  const { code, output } =
    server.flavor === 'mariadb'
      ? await runProgram(
          server.installer,
          [
            '--no-defaults',
            ...runAs,
            `--datadir=${draft}`,
            '--auth-root-authentication-method=normal',
            '--skip-test-db',
            '--skip-name-resolve',
          ],
          { env },
        )
      : await runProgram(server.path, ['--no-defaults', ...runAs, '--initialize-insecure', `--datadir=${draft}`], {
          env,
        });
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(
      `Could not lay out a new database in ${dataDir}. The installer said:\n${output.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
  renameSync(draft, folder);
  return { folder, isNew: true };
}
