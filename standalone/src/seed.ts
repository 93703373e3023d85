import { fileURLToPath } from 'node:url';
import { demoCategories } from '@storegraph/demo-shop/catalogue';
import { dataSet, type DataSetInput } from '@storegraph/demo-shop/data-set';
import { demoCurrencies } from '@storegraph/demo-shop/prices';
import { demoSignIns } from '@storegraph/demo-shop/people';
import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { errnoOf, isUnanswered } from '@storegraph/subgraph-kit/database/errors';
import { openDatabase } from '@storegraph/subgraph-kit/database/database';
import { migrateDatabase } from '@storegraph/subgraph-kit/database/migrate';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import type { DatabaseUrls } from './databases.ts';
import { services, subgraphNames, type SubgraphName } from './services.ts';

const BATCH = 1_000;

/** Says how far a seed is: what is being written, how many of how many. */
export type SeedProgress = (step: string, done: number, total: number) => void;

/**
 * Brings the tables of all databases up to date.
 * @throws StartError naming the database that cannot be reached
 */
export async function migrateAll(databases: DatabaseUrls): Promise<void> {
  const migrate = async (name: SubgraphName): Promise<void> => {
    const { migrationUrl } = databases[name];
    try {
      await migrateDatabase(
        migrationUrl,
        fileURLToPath(new URL(`../../subgraphs/${name}/migrations`, import.meta.url)),
      );
    } catch (error) {
      if (!isUnanswered(error) && !isRefused(error)) throw error;
      const { host, pathname } = new URL(migrationUrl);
      throw new StartError(
        `The database of ${name} (${host}${pathname}) cannot be used: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  };
  await Promise.all(subgraphNames.map(migrate));
}

// Wrong password, no right to the database, no such database.
const isRefused = (error: unknown): boolean => [1045, 1044, 1049, 1698].includes(errnoOf(error) ?? 0);

/**
 * Fills the empty, migrated databases with one consistent shop.
 * @returns false when there is something in them already; nothing is written then
 * @throws StartError when some are empty and others are not, as an interrupted seed leaves them, and for a currency that
 * the demo has no prices in
 */
export async function seedShop(
  databases: DatabaseUrls,
  input: DataSetInput,
  onProgress: SeedProgress = () => {},
): Promise<boolean> {
  const opened = await Promise.all(
    services.map(async (service) => {
      const database = await openDatabase(databases[service.name].url, { connections: 4 });
      return { database, seed: service.seed(database) };
    }),
  );
  try {
    const seeds = opened.map(({ seed }) => seed);
    const isSeeded = await Promise.all(seeds.map((seed) => seed.isSeeded()));
    if (seeds.some(({ staff }, index) => staff !== undefined && isSeeded[index])) return false;
    if (isSeeded.some(Boolean))
      throw new StartError('An earlier seed was interrupted halfway. Begin anew: npm start -- --reset');
    if (!demoCurrencies.includes(input.currency))
      throw new StartError(
        `The demo has no prices in ${input.currency}. Start with DEMO=false for an empty shop, or set SHOP_CURRENCY to one of ${demoCurrencies.join(', ')}`,
      );
    await seedAll(seeds, input, onProgress);
    return true;
  } finally {
    await Promise.all(opened.map(({ database }) => database.close()));
  }
}

async function seedAll(seeds: readonly DemoSeed[], input: DataSetInput, onProgress: SeedProgress): Promise<void> {
  const set = dataSet(input);
  const each = async (write: (seed: DemoSeed) => Promise<void> | undefined): Promise<void> => {
    await Promise.all(seeds.map(async (seed) => write(seed)));
  };
  await each((seed) => seed.categories?.(demoCategories));
  await inBatches(
    set.products(),
    (products) => each((seed) => seed.products?.(products)),
    (done) => onProgress('products', done, input.generatedProducts),
  );

  const book = set.openStockBook();
  await inBatches(
    set.orders(),
    async (orders) => {
      for (const order of orders) book.record(order);
      await each((seed) => seed.orders?.(orders));
    },
    (done) => onProgress('orders', done, input.orders),
  );
  await inBatches(book.openingReceipts(set.openedAt), (receipts) => each((seed) => seed.stockMovements?.(receipts)));
  await inBatches(book.levels(), (levels) => each((seed) => seed.stockLevels?.(levels)));

  await inBatches(
    allOf(set.customers),
    (customers) => each((seed) => seed.customers?.(customers)),
    (done) => onProgress('customers', done, input.customers),
  );
  // The demo's customer is one of the customers above.
  await each((seed) => seed.staff?.([demoSignIns.admin, demoSignIns.staff], set.openedAt));
}

function* allOf<Item>(series: { readonly length: number; at(index: number): Item }): Generator<Item> {
  for (let index = 0; index < series.length; index++) yield series.at(index);
}

// Batches on their way at once: the databases write some while the next is being made.
const IN_FLIGHT = 3;

async function inBatches<Item>(
  items: Iterable<Item>,
  write: (batch: readonly Item[]) => Promise<void>,
  onDone: (done: number) => void = () => {},
): Promise<void> {
  const writing = new Set<Promise<void>>();
  let done = 0;
  const start = async (batch: readonly Item[]): Promise<void> => {
    if (writing.size === IN_FLIGHT) await Promise.race(writing);
    const written = write(batch).then(() => {
      writing.delete(written);
      onDone((done += batch.length));
    });
    // The first failure ends the seed; those of batches beside it add nothing.
    written.catch(() => {});
    writing.add(written);
  };
  let batch: Item[] = [];
  for (const item of items) {
    if (batch.push(item) < BATCH) continue;
    await start(batch);
    batch = [];
  }
  if (batch.length > 0) await start(batch);
  await Promise.all(writing);
}
