import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import type { EventTransport } from '@storegraph/subgraph-kit/events/events';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import { forgetOldKeys } from '@storegraph/subgraph-kit/database/idempotency';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import {
  openSubgraphDatabase,
  type SubgraphDatabaseOptions,
} from '@storegraph/subgraph-kit/database/subgraph-database';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { assertCurrency } from './use-cases/assert-currency.ts';
import type { Deps } from './use-cases/deps.ts';
import { holdLines } from './use-cases/reserve-stock.ts';

export type InventorySubgraphOptions = SubgraphDatabaseOptions & {
  readonly log: Logger;
  /** Null when nobody subscribes to its events. */
  readonly eventTransport: EventTransport | null;
  /** ISO 4217: the one currency that the shop sells in; USD when left out. */
  readonly currency?: string;
  /** A variant with this many units available or fewer is reported as low; 5 when left out. */
  readonly lowStockThreshold?: number;
};

/** Starts the inventory subgraph. Several may share a database. */
export async function startInventorySubgraph(options: InventorySubgraphOptions): Promise<Subgraph> {
  const { log } = options;
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const currency = options.currency ?? 'USD';
  try {
    await assertCurrency(database.db, currency);
  } catch (error) {
    await database.close();
    throw error;
  }
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const stock = { database, currency, lowStockThreshold: options.lowStockThreshold ?? 5 };
  const deps: Deps = { ...stock, holdLines: batched((requests) => holdLines(stock, requests)) };
  const housekeeping = startHousekeeping(database.db, log, [forgetOldKeys, forgetDeliveredEvents]);

  return startSubgraph<Context>({
    name: 'inventory',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    onDenied: auditDenials(database),
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(database.db) }),
    log,
    checkReady: () => database.ping(),
    stop: async () => {
      await Promise.all([relay.stop(), housekeeping.stop()]);
      await database.close();
    },
  });
}
