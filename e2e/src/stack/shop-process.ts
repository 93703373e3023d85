import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { serviceEnvironment } from '@storegraph/standalone/env';
import { UNLIMITED } from './backing-services.ts';

/** The shop as `npm start` runs it: a process of its own, with a data folder of its own. */
export type ShopProcess = {
  readonly url: string;
  readonly pid: number;
  /** Ends it without a word, and its database with it when asked. */
  readonly kill: (what: { readonly withDatabase: boolean }) => Promise<void>;
  /** Ends it as Ctrl-C does. */
  readonly stop: () => Promise<void>;
};

const folder = fileURLToPath(new URL('../../../standalone/src/', import.meta.url));

/** Starts the shop on a data folder, whatever an earlier process left there, and waits until it is open. */
export async function startShopProcess(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
  entry: 'main' | 'cluster-main' = 'main',
): Promise<ShopProcess> {
  const child = spawn(process.execPath, [join(folder, `${entry}.ts`)], {
    env: serviceEnvironment({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'fatal', ...UNLIMITED, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  const opened = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      const text = stripVTControlCharacters(line);
      said.push(text);
      const url = /Storefront +(http:\S+?)\/?$/.exec(text)?.[1];
      if (url !== undefined) opened.resolve(url);
    });
  void ended.then(() => opened.reject(new Error(`The shop ended:\n${said.join('\n')}`)));
  const url = await opened.promise;
  return {
    url,
    pid: child.pid ?? 0,
    kill: async ({ withDatabase }) => {
      // Read before: the file belongs to the database, which is about to go.
      const databasePid = Number(await readFile(join(dataDir, 'database', 'server.pid'), 'utf8'));
      child.kill('SIGKILL');
      if (withDatabase) process.kill(databasePid, 'SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
