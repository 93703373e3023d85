import { startEventTransport } from '@storegraph/subgraph-kit/events/transport';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import { readInventoryEnv } from './env.ts';
import { startInventorySubgraph } from './server.ts';

await runService(async () => {
  const env = readInventoryEnv();
  const secret = env.INTERNAL_SECRET;
  const log = createLogger('inventory', env.LOG_LEVEL);
  const events = startEventTransport({ service: 'inventory', settings: env, log });
  const subgraph = await startInventorySubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    log,
    eventTransport: events.transport,
    currency: env.SHOP_CURRENCY,
    lowStockThreshold: env.LOW_STOCK_THRESHOLD,
  });
  await subgraph.listen({ host: env.HOST, port: env.PORT, secret, eventsConnected: events.isConnected });
  return {
    stop: async () => {
      await subgraph.stop();
      await events.close();
    },
  };
});
