import { join } from 'node:path';
import type { DataSetSize } from '@storegraph/demo-shop/data-set';
import { removePrivateDatabase, startPrivateDatabase } from '@storegraph/private-database/private-database';
import { bySocket, provisionAll, type DatabaseUrls } from '@storegraph/standalone/databases';
import { noteFirstStart } from '@storegraph/standalone/first-start';
import { loadSecrets, type Secrets } from '@storegraph/standalone/secrets';
import { migrateAll, seedShop } from '@storegraph/standalone/seed';
import type { Progress } from './progress.ts';

/** What every server under test uses: one MariaDB with one shop in it. */
export type BackingServices = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  /** Holds the secrets, and what servers store. */
  readonly dataDir: string;
  /** The administrator's address, for peers that need a database of their own. */
  readonly rootUrl: string;
  readonly databasePid: number;
  stop(): Promise<void>;
};

/** The shop that questions are asked of unless they say otherwise. */
const benchSize: DataSetSize = { seed: 2026, generatedProducts: 200, customers: 2_000, orders: 20_000 };

/** A small one, for questions that sell: what they leave behind shall not change the answers of others. */
export const sellingSize: DataSetSize = { seed: 2026, generatedProducts: 0, customers: 2_000, orders: 400 };

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');

/**
 * Starts the private database of a size, and fills it when it is new. It is kept for the next question.
 * @param size - equal sizes share one folder under `.data/bench`
 */
export async function openBackingServices(progress: Progress, size: DataSetSize = benchSize): Promise<BackingServices> {
  const dataDir = join(root, '.data/bench', `${size.generatedProducts}-products-${size.orders}-orders`);
  const folder = join(dataDir, 'database');
  const finished = await noteFirstStart(folder, () => removePrivateDatabase(folder));
  const server = await startPrivateDatabase({ dataDir: folder, onProgress: progress.say });
  try {
    const databases = bySocket(await provisionAll(server.rootUrl), server.socketPath);
    await migrateAll(databases);
    const isNew = await seedShop(databases, { ...size, now: new Date(), currency: 'USD' }, (step, done, total) => {
      if (done % 10_000 === 0 || done === total) progress.say(`seeding ${step}: ${done} of ${total}`);
    });
    if (isNew) progress.say('seeded');
    await finished();
    return {
      databases,
      secrets: await loadSecrets(dataDir),
      dataDir,
      rootUrl: server.rootUrl,
      databasePid: server.pid,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
