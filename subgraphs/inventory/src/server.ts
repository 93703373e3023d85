import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import { forgetOldKeys } from '@storegraph/subgraph-kit/database/idempotency';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import type { SubgraphOptions } from '@storegraph/subgraph-kit/service/service';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { openSubgraphDatabase } from '@storegraph/subgraph-kit/database/subgraph-database';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { inventorySettings } from './settings.ts';
import { assertCurrency } from './use-cases/assert-currency.ts';
import type { Deps } from './use-cases/deps.ts';
import { holdLines } from './use-cases/reserve-stock.ts';

/** Starts the inventory subgraph. Several may share a database. */
export async function startInventorySubgraph(options: SubgraphOptions<typeof inventorySettings>): Promise<Subgraph> {
  const { log, settings } = options;
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const currency = settings.SHOP_CURRENCY;
  try {
    await assertCurrency(database.db, currency);
  } catch (error) {
    await database.close();
    throw error;
  }
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const stock = { database, currency, lowStockThreshold: settings.LOW_STOCK_THRESHOLD };
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
