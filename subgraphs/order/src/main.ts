import { startEventTransport } from '@storegraph/subgraph-kit/events/transport';
import { httpSubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-client';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import { readOrderEnv } from './env.ts';
import { startOrderSubgraph } from './server.ts';

// The router waits 5 s for us, and a request may command twice: we must be the first to give up, to tell what we know.
const COMMAND_TIMEOUT_MS = 2_000;

await runService(async () => {
  const env = readOrderEnv();
  const secret = env.INTERNAL_SECRET;
  const inventory = httpSubgraphClient({ url: env.INVENTORY_URL, secret, timeoutMs: COMMAND_TIMEOUT_MS });
  const payment = httpSubgraphClient({ url: env.PAYMENT_URL, secret, timeoutMs: COMMAND_TIMEOUT_MS });
  const log = createLogger('order', env.LOG_LEVEL);
  const events = startEventTransport({ service: 'order', settings: env, log });
  const subgraph = await startOrderSubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    inventory: inventory.client,
    payment: payment.client,
    holdMinutes: env.ORDER_HOLD_MINUTES,
    limits: { maxUnpaidOrders: env.SHOPPER_MAX_UNPAID_ORDERS, maxHeldUnits: env.SHOPPER_MAX_HELD_UNITS },
    currency: env.SHOP_CURRENCY,
    log,
    eventTransport: events.transport,
  });
  events.subscribe(subgraph.subscriber);
  await subgraph.listen({ host: env.HOST, port: env.PORT, secret, eventsConnected: events.isConnected });
  return {
    stop: async () => {
      await events.unsubscribe();
      await subgraph.stop();
      await Promise.all([inventory.close(), payment.close(), events.close()]);
    },
  };
});
