import { fileURLToPath } from 'node:url';
import { openDatabase, type StatementListener } from '@storegraph/subgraph-kit/database';
import type { EventTransport } from '@storegraph/subgraph-kit/events';
import { forgetOldKeys } from '@storegraph/subgraph-kit/idempotency';
import { createInbox } from '@storegraph/subgraph-kit/inbox';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { assertMigrated, migrateDatabase } from '@storegraph/subgraph-kit/migrate';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/subgraph';
import type { SubgraphClient } from '@storegraph/subgraph-kit/subgraph-request';
import { startWorker } from '@storegraph/subgraph-kit/worker';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Deps } from './use-cases/deps.ts';
import { paymentEventHandlers } from './use-cases/payment-events.ts';
import { recoverOrders } from './use-cases/recover-orders.ts';

export type OrderSubgraphOptions = {
  readonly databaseUrl: string;
  /** An account that may change tables; without it the tables must be there. */
  readonly migrationDatabaseUrl?: string | undefined;
  readonly connections: number;
  readonly inventory: SubgraphClient;
  readonly payment: SubgraphClient;
  /** How long an unpaid order holds its stock. */
  readonly holdMinutes: number;
  /** The shop's own, ISO 4217. */
  readonly currency: string;
  readonly log: Logger;
  readonly eventTransport: EventTransport;
  readonly onStatement?: StatementListener | undefined;
};

const RECOVER_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 3_600_000;

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export async function startOrderSubgraph(options: OrderSubgraphOptions): Promise<Subgraph> {
  const { log, onStatement, inventory, payment, currency } = options;
  if (options.migrationDatabaseUrl !== undefined) await migrateDatabase(options.migrationDatabaseUrl, migrations);
  const database = await openDatabase(options.databaseUrl, { connections: options.connections, ...(onStatement && { onStatement }) });
  try {
    await assertMigrated(database.db, migrations);
  } catch (error) {
    await database.close();
    throw error;
  }

  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const deps: Deps = { database, inventory, payment, log, holdMs: options.holdMinutes * 60_000, currency, wakeRelay: () => relay.wake() };
  const recovery = startWorker({ name: 'order recovery', everyMs: RECOVER_EVERY_MS, log, run: () => recoverOrders(deps) });
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
    name: 'order',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(deps, request.viewer) }),
    log,
    checkReady: () => database.ping(),
    subscriber: createInbox({ database, handlers: paymentEventHandlers, afterCommit: deps.wakeRelay }),
    stop: async () => {
      await Promise.all([recovery.stop(), forgetter.stop()]);
      await relay.stop();
      await database.close();
    },
  });
}
