import { startEventTransport } from '@storegraph/subgraph-kit/events/transport';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import { readUserEnv } from './env.ts';
import { startUserSubgraph } from './server.ts';

await runService(async () => {
  const env = readUserEnv();
  const secret = env.INTERNAL_SECRET;
  const log = createLogger('user', env.LOG_LEVEL);
  const events = startEventTransport({ service: 'user', settings: env, log });
  const subgraph = await startUserSubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    accessTokenKeys: env.ACCESS_TOKEN_KEYS,
    issuer: env.ACCESS_TOKEN_ISSUER,
    audience: env.ACCESS_TOKEN_AUDIENCE,
    secureCookies: env.SECURE_COOKIES,
    eventTransport: events.transport,
    log,
  });
  await subgraph.listen({ host: env.HOST, port: env.PORT, secret, eventsConnected: events.isConnected });
  return {
    stop: async () => {
      await subgraph.stop();
      await events.close();
    },
  };
});
