import { startEventTransport } from '@storegraph/subgraph-kit/events/transport';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import { readPaymentEnv } from './env.ts';
import { startPaymentSubgraph } from './server.ts';

await runService(async () => {
  const env = readPaymentEnv();
  const log = createLogger('payment', env.LOG_LEVEL);
  // `confirmPayment` promises an order that reads PAID in the same request.
  const events = startEventTransport({ service: 'payment', settings: env, log, promptTypes: ['PaymentCaptured'] });
  const subgraph = await startPaymentSubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    windowSeconds: env.PAYMENT_WINDOW_SECONDS,
    providerTimeoutMs: env.PAYMENT_PROVIDER_TIMEOUT_MS,
    webhookSecret: env.PAYMENT_WEBHOOK_SECRET,
    testWebhookUrl: () => env.TEST_PROVIDER_WEBHOOK_URL,
    log,
    eventTransport: events.transport,
  });
  await subgraph.listen({
    host: env.HOST,
    port: env.PORT,
    secret: env.INTERNAL_SECRET,
    eventsConnected: events.isConnected,
  });
  return {
    stop: async () => {
      await subgraph.stop();
      await events.close();
    },
  };
});
