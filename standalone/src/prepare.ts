import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { demoSize } from '@storegraph/demo-shop/data-set';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { obtainDatabases, resetDatabases, type Databases } from './databases.ts';
import type { ShopSettings } from './env.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { migrateAll, seedShop } from './seed.ts';

/** What has to stand before the services start, however they run. */
export type Prepared = { readonly databases: Databases; readonly secrets: Secrets };

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the client when it is stale, brings the databases up, migrates them, and fills an empty shop with the demo.
 * @param options.isReset - forget all data first
 */
export async function prepareShop(
  settings: ShopSettings,
  options: { readonly isReset: boolean; readonly say: (line: string) => void },
): Promise<Prepared> {
  const { say } = options;
  if (options.isReset) await resetDatabases(settings.databases, settings.dataDir, say);
  const [databases] = await Promise.all([obtainDatabases(settings.databases, settings.dataDir, say), buildClient(say)]);
  try {
    const secrets = await loadSecrets(settings.dataDir);
    await migrateAll(databases.urls);
    if (
      settings.isDemo &&
      (await seedShop(databases.urls, { ...demoSize, now: new Date(), currency: settings.currency }))
    )
      say('Filled the shelves of the demo shop');
    await databases.finished();
    return { databases, secrets };
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

/** Turborepo builds what changed since the last build, and nothing otherwise. */
async function buildClient(say: (line: string) => void): Promise<void> {
  const startedAt = Date.now();
  const progress = setInterval(
    () => say(`Building client and playground (${Math.round((Date.now() - startedAt) / 1000)} s)`),
    5_000,
  );
  try {
    await new Promise<void>((resolve, reject) => {
      const output: Buffer[] = [];
      const build = spawn('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      build.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      build.stderr.on('data', (chunk: Buffer) => output.push(chunk));
      build.once('error', reject);
      build.once('close', (code) =>
        code === 0
          ? resolve()
          : reject(new StartError(`The client could not be built:\n${Buffer.concat(output).toString().slice(-4_000)}`)),
      );
    });
  } finally {
    clearInterval(progress);
  }
}
