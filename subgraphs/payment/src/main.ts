import { httpEventTransport } from '@storegraph/subgraph-kit/http-transport';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/run-service';
import { readPaymentEnv } from './env.ts';
import { startPaymentSubgraph } from './server.ts';

await runService(async () => {
  const env = readPaymentEnv();
  const events = httpEventTransport('payment', env.EVENT_SUBSCRIBERS.map((url) => ({ url, secret: env.INTERNAL_SECRET })));
  const subgraph = await startPaymentSubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    windowSeconds: env.PAYMENT_WINDOW_SECONDS,
    log: createLogger('payment', env.LOG_LEVEL),
    eventTransport: events.transport,
  });
  await subgraph.listen({ host: env.HOST, port: env.PORT, secret: env.INTERNAL_SECRET });
  return {
    stop: async () => {
      await subgraph.stop();
      await events.close();
    },
  };
});
