import { fileURLToPath } from 'node:url';
import { openDatabase, type StatementListener } from '@storegraph/subgraph-kit/database';
import type { EventTransport } from '@storegraph/subgraph-kit/events';
import { forgetOldKeys } from '@storegraph/subgraph-kit/idempotency';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { assertMigrated, migrateDatabase } from '@storegraph/subgraph-kit/migrate';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/subgraph';
import { startWorker } from '@storegraph/subgraph-kit/worker';
import { createContext } from './context.ts';
import type { Deps } from './deps.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';

export type InventoryOptions = {
  readonly databaseUrl: string;
  /** An account that may change tables; without it the migrations must be there already. */
  readonly migrationDatabaseUrl?: string | undefined;
  /** Size of the connection pool. */
  readonly connections: number;
  readonly log: Logger;
  readonly eventTransport: EventTransport;
  readonly onStatement?: StatementListener;
  /** ISO 4217: the one currency that the shop sells in; USD when left out. */
  readonly currency?: string;
  /** A variant with this many units available or fewer is reported as low; 5 when left out. */
  readonly lowStockThreshold?: number;
};

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const TIDY_EVERY_MS = 60_000;

/** Starts the inventory subgraph. Several may share a database. */
export async function startInventorySubgraph(options: InventoryOptions): Promise<Subgraph> {
  const { log, connections, onStatement } = options;
  if (options.migrationDatabaseUrl !== undefined) await migrateDatabase(options.migrationDatabaseUrl, migrations);
  const database = await openDatabase(options.databaseUrl, { connections, ...(onStatement && { onStatement }) });
  await assertMigrated(database.db, migrations);
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const tidier = startWorker({
    name: 'tidier',
    everyMs: TIDY_EVERY_MS,
    log,
    run: async () => {
      await forgetOldKeys(database.db);
      await forgetDeliveredEvents(database.db);
      return false;
    },
  });
  const deps: Deps = {
    database,
    currency: options.currency ?? 'USD',
    lowStockThreshold: options.lowStockThreshold ?? 5,
    wakeRelay: () => relay.wake(),
  };
  return startSubgraph({
    name: 'inventory',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    createContext: (request) => createContext(request, deps),
    log,
    checkReady: () => database.ping(),
    stop: async () => {
      await Promise.all([relay.stop(), tidier.stop()]);
      await database.close();
    },
  });
}
