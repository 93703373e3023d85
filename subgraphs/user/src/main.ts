import { httpEventTransport } from '@storegraph/subgraph-kit/http-transport';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/run-service';
import { readUserEnv } from './env.ts';
import { startUserSubgraph } from './server.ts';

await runService(async () => {
  const env = readUserEnv();
  const secret = env.INTERNAL_SECRET;
  const events = httpEventTransport('user', env.EVENT_SUBSCRIBERS.map((url) => ({ url, secret })));
  const subgraph = await startUserSubgraph({
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL,
    connections: env.DATABASE_CONNECTIONS,
    accessTokenKeys: env.ACCESS_TOKEN_KEYS,
    issuer: env.ACCESS_TOKEN_ISSUER,
    audience: env.ACCESS_TOKEN_AUDIENCE,
    secureCookies: env.SECURE_COOKIES,
    eventTransport: events.transport,
    log: createLogger('user', env.LOG_LEVEL),
  });
  await subgraph.listen({ host: env.HOST, port: env.PORT, secret });
  return {
    stop: async () => {
      await subgraph.stop();
      await events.close();
    },
  };
});
