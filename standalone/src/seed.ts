import { fileURLToPath } from 'node:url';
import { demoCategories } from '@storegraph/demo-shop/catalogue';
import { dataSet, type DataSetInput } from '@storegraph/demo-shop/data-set';
import { demoCurrencies } from '@storegraph/demo-shop/prices';
import { demoPassword, demoSignIns } from '@storegraph/demo-shop/people';
import * as inventorySeed from '@storegraph/inventory/seed';
import * as orderSeed from '@storegraph/order/seed';
import * as paymentSeed from '@storegraph/payment/seed';
import { errnoOf, isUnanswered } from '@storegraph/subgraph-kit/database/errors';
import { openDatabase, type Database } from '@storegraph/subgraph-kit/database/database';
import { migrateDatabase } from '@storegraph/subgraph-kit/database/migrate';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import * as userSeed from '@storegraph/user/seed';
import { subgraphNames, type DatabaseUrls, type SubgraphName } from './databases.ts';

const BATCH = 1_000;

/** Says how far a seed is: what is being written, how many of how many. */
export type SeedProgress = (step: string, done: number, total: number) => void;

/**
 * Brings the tables of all four databases up to date.
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
 * Fills four empty, migrated databases with one consistent shop.
 * @returns false when there is something in them already; nothing is written then
 * @throws StartError when some are empty and others are not, as an interrupted seed leaves them, and for a currency that
 * the demo has no prices in
 */
export async function seedShop(
  databases: DatabaseUrls,
  input: DataSetInput,
  onProgress: SeedProgress = () => {},
): Promise<boolean> {
  const open = (name: SubgraphName): Promise<Database> => openDatabase(databases[name].url, { connections: 4 });
  const [user, inventory, order, payment] = await Promise.all([
    open('user'),
    open('inventory'),
    open('order'),
    open('payment'),
  ]);
  try {
    const seeded = await Promise.all([
      userSeed.isSeeded(user.db),
      inventorySeed.isSeeded(inventory.db),
      orderSeed.isSeeded(order.db),
      paymentSeed.isSeeded(payment.db),
    ]);
    // People come last, so that they tell whether a seed came to its end.
    if (seeded[0]) return false;
    if (seeded.some(Boolean))
      throw new StartError('An earlier seed was interrupted halfway. Begin anew: npm start -- --reset');
    if (!demoCurrencies.includes(input.currency))
      throw new StartError(
        `The demo has no prices in ${input.currency}. Start with DEMO=false for an empty shop, or set SHOP_CURRENCY to one of ${demoCurrencies.join(', ')}`,
      );
    await seedAll({ user, inventory, order, payment }, input, onProgress);
    return true;
  } finally {
    await Promise.all([user, inventory, order, payment].map((database) => database.close()));
  }
}

async function seedAll(
  { user, inventory, order, payment }: Readonly<Record<SubgraphName, Database>>,
  input: DataSetInput,
  onProgress: SeedProgress,
): Promise<void> {
  const set = dataSet(input);
  await inventorySeed.seedCategories(inventory.db, demoCategories);
  await inBatches(
    set.products(),
    (products) => inventorySeed.seedProducts(inventory.db, products),
    (done) => onProgress('products', done, input.generatedProducts),
  );

  const book = set.openStockBook();
  await inBatches(
    set.orders(),
    async (orders) => {
      for (const each of orders) book.record(each);
      await Promise.all([
        orderSeed.seedOrders(order, orders),
        paymentSeed.seedPayments(payment, orders),
        inventorySeed.seedOrders(inventory.db, orders),
      ]);
    },
    (done) => onProgress('orders', done, input.orders),
  );
  await inBatches(book.openingReceipts(set.openedAt), (receipts) =>
    inventorySeed.seedStockMovements(inventory.db, receipts),
  );
  await inBatches(book.levels(), (levels) => inventorySeed.seedStockLevels(inventory.db, levels));

  const people = await userSeed.createUserSeed(user.db, demoPassword);
  await inBatches(
    allOf(set.customers),
    (batch) => people.customers(batch),
    (done) => onProgress('customers', done, input.customers),
  );
  // The demo's customer is one of the customers above.
  await people.staff([demoSignIns.admin, demoSignIns.staff], set.openedAt);
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
