import type { Subscriptions } from '../events/event-type.ts';
import { startEventTransport } from '../events/transport.ts';
import { httpSubgraphClient } from '../http/subgraph-client.ts';
import type { SubgraphClient } from '../http/subgraph-request.ts';
import { operationBounds } from './operation-settings.ts';
import { createLogger } from '../log.ts';
import { readEnv } from './env.ts';
import { runService } from './run-service.ts';
import { processSettings, urlSettingOf, type Service } from './service.ts';

// The router waits 5 s for us, and a request may command twice: we must be the first to give up, to tell what we know.
const COMMAND_TIMEOUT_MS = 2_000;

/**
 * Runs a subgraph in a process of its own until it is told to stop: over HTTP, with events pushed or by RabbitMQ, as
 * the environment says.
 * @param subscriptions - the events that each service takes over
 */
export const runSubgraph = (service: Service, subscriptions: Subscriptions): Promise<void> =>
  runService(async () => {
    const settings = readEnv(processSettings(service));
    const { name } = service;
    const secret = settings.INTERNAL_SECRET;
    const log = createLogger(name, settings.LOG_LEVEL);
    const events = startEventTransport({
      service: name,
      settings,
      subscriptions,
      log,
      promptTypes: service.promptEvents,
    });
    const connections: { close(): Promise<void> }[] = [events];
    const client = (commanded: string): SubgraphClient => {
      const url = String(Reflect.get(settings, urlSettingOf(commanded)));
      const connection = httpSubgraphClient({ url, secret, timeoutMs: COMMAND_TIMEOUT_MS });
      connections.push(connection);
      return connection.client;
    };
    const subgraph = await service.start({
      databaseUrl: settings.DATABASE_URL,
      migrationDatabaseUrl: settings.MIGRATION_DATABASE_URL,
      connections: settings.DATABASE_CONNECTIONS,
      eventTransport: events.transport,
      client,
      log,
    });
    events.subscribe(subgraph.subscriber);
    const { HOST: host, PORT: port } = settings;
    await subgraph.listen({
      host,
      port,
      secret,
      eventsConnected: events.isConnected,
      operations: operationBounds('SUBGRAPH_OPERATION', settings),
    });
    return {
      stop: async () => {
        await events.unsubscribe();
        await subgraph.stop();
        await Promise.all(connections.map((each) => each.close()));
      },
    };
  });
