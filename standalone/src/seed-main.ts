import { parseArgs } from 'node:util';
import { demoSize, type DataSetSize } from '@storegraph/demo-shop/data-set';
import { EnvError } from '@storegraph/subgraph-kit/service/env';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { joinDatabases, resetDatabases } from './databases.ts';
import { readShopSettings } from './env.ts';
import { migrateAll, seedShop } from './seed.ts';

const USAGE = 'Usage: npm run seed -- [--reset] [--products N] [--orders N] [--customers N] [--seed N]';

// `npm run seed`: fills an empty shop, small or large. Equal numbers give equal data.
try {
  const { isReset, size } = readArguments();
  const settings = readShopSettings();
  if (isReset) await resetDatabases(settings.databases, settings.dataDir, console.log);
  const databases = await joinDatabases(settings.databases, settings.dataDir, console.log);
  try {
    await migrateAll(databases.urls);
    const startedAt = performance.now();
    const isNew = await seedShop(
      databases.urls,
      { ...size, now: new Date(), currency: settings.currency },
      showProgress,
    );
    await databases.finished();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      isNew ? `Seeded in ${seconds} s.` : 'The shop has data already; nothing was written. Begin anew with --reset.',
    );
    if (!isNew) process.exitCode = 1;
  } finally {
    await databases.stop();
  }
} catch (error) {
  console.error(error instanceof StartError || error instanceof EnvError ? error.message : error);
  process.exitCode = 1;
}

function readArguments(): { readonly isReset: boolean; readonly size: DataSetSize } {
  const number = { type: 'string' } as const;
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        reset: { type: 'boolean', default: false },
        products: number,
        orders: number,
        customers: number,
        seed: number,
      },
    }));
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const orders = wholeNumber('orders', values.orders, demoSize.orders);
  return {
    isReset: values.reset,
    size: {
      seed: wholeNumber('seed', values.seed, demoSize.seed),
      generatedProducts: wholeNumber('products', values.products, demoSize.generatedProducts),
      customers: wholeNumber('customers', values.customers, Math.max(demoSize.customers, Math.round(orders / 10))),
      orders,
    },
  };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0 || value > 10_000_000)
    throw new StartError(`--${name} takes a whole number up to 10,000,000\n${USAGE}`);
  return value;
}

function showProgress(step: string, done: number, total: number): void {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const line = `${step.padEnd(10)} ${'█'.repeat(Math.round(share * 30)).padEnd(30, '░')} ${done.toLocaleString('en')}`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}${share === 1 ? '\n' : ''}`);
  else if (share === 1 || done % 100_000 === 0) console.log(line);
}
