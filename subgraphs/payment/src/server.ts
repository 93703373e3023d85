import { fileURLToPath } from 'node:url';
import { openDatabase, type StatementListener } from '@storegraph/subgraph-kit/database';
import type { EventTransport } from '@storegraph/subgraph-kit/events';
import { forgetOldKeys } from '@storegraph/subgraph-kit/idempotency';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { assertMigrated, migrateDatabase } from '@storegraph/subgraph-kit/migrate';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/subgraph';
import { startWorker } from '@storegraph/subgraph-kit/worker';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Deps } from './use-cases/deps.ts';
import { expirePayments } from './use-cases/expire-payments.ts';

export type PaymentSubgraphOptions = {
  readonly databaseUrl: string;
  /** An account that may change tables; without it the tables must be there. */
  readonly migrationDatabaseUrl?: string | undefined;
  readonly connections: number;
  /** How long an attempt may be confirmed. */
  readonly windowSeconds: number;
  readonly log: Logger;
  readonly eventTransport: EventTransport;
  readonly onStatement?: StatementListener | undefined;
};

const SWEEP_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 3_600_000;

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export async function startPaymentSubgraph(options: PaymentSubgraphOptions): Promise<Subgraph> {
  const { log, onStatement } = options;
  if (options.migrationDatabaseUrl !== undefined) await migrateDatabase(options.migrationDatabaseUrl, migrations);
  const database = await openDatabase(options.databaseUrl, { connections: options.connections, ...(onStatement && { onStatement }) });
  try {
    await assertMigrated(database.db, migrations);
  } catch (error) {
    await database.close();
    throw error;
  }

  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const deps: Deps = { database, relay, windowMs: Math.round(options.windowSeconds * 1_000) };
  const sweeper = startWorker({ name: 'payment sweeper', everyMs: SWEEP_EVERY_MS, log, run: () => expirePayments(deps) });
  const forgetter = startWorker({
    name: 'forgetting of old keys and events',
    everyMs: FORGET_EVERY_MS,
    log,
    run: async () => {
      await forgetOldKeys(database.db);
      await forgetDeliveredEvents(database.db);
      return false;
    },
  });

  return startSubgraph<Context>({
    name: 'payment',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(database.db, request.viewer) }),
    log,
    checkReady: () => database.ping(),
    stop: async () => {
      await Promise.all([sweeper.stop(), forgetter.stop()]);
      await relay.stop();
      await database.close();
    },
  });
}
