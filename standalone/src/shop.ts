import { routerOptions, routerSettings } from '@storegraph/router/env';
import { startRouter } from '@storegraph/router/server';
import type { StatementListener } from '@storegraph/subgraph-kit/database/database';
import { inProcessTransport } from '@storegraph/subgraph-kit/events/events';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { readEnv, type EnvSource } from '@storegraph/subgraph-kit/service/env';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { localKeySet } from '@storegraph/user/identity/signing-keys';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { DatabaseUrls } from './databases.ts';
import { shopEnvironment } from './environment.ts';
import { holdPorts } from './free-ports.ts';
import type { Secrets } from './secrets.ts';
import { recordOf, services, subscribersOf, type SubgraphName } from './services.ts';

/** How to run the whole shop in one process. */
export type ShopOptions = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Where the services find their settings, by name. */
  readonly environment: EnvSource;
  readonly log: Logger;
  /** Hears every SQL statement of every subgraph; for tests that count them. */
  readonly onStatement?: StatementListener;
  /** Hears which subgraph the router asks, request by request; for tests that count them. */
  readonly onSubgraphRequest?: (subgraph: SubgraphName) => void;
};

/** A running shop. */
export type Shop = {
  readonly url: string;
  /** They listen nowhere by themselves. */
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>;
  stop(): Promise<void>;
};

const CONNECTIONS = 16;

/** Starts all subgraphs and the router in this process: they reach each other by function calls, events likewise. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { databases, secrets, log, onSubgraphRequest } = options;
  // The test provider sends its webhooks to the router, which starts last.
  const held = await holdPorts(options.port === 0 ? 1 : 0);
  const [port = options.port] = held.ports;
  const url = `http://localhost:${port}`;
  const environment = shopEnvironment(options.environment, secrets, url);
  // What runs so far, to be stopped in the opposite order.
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.stop();
  };
  // A relay or a worker may find something to do before all subgraphs run; then it waits.
  const opened = Promise.withResolvers<Readonly<Record<string, Subgraph>>>();
  opened.promise.catch(() => {});
  const reach = async (name: string): Promise<Subgraph> => {
    const subgraph = (await opened.promise)[name];
    if (subgraph === undefined) throw new Error(`There is no subgraph ${name}`);
    return subgraph;
  };

  try {
    const started: [SubgraphName, Subgraph][] = [];
    for (const { name, start } of services) {
      const subscribers = subscribersOf(name);
      const subgraph = await start({
        environment,
        databaseUrl: databases[name].url,
        migrationDatabaseUrl: databases[name].migrationUrl,
        connections: CONNECTIONS,
        log: log.child({ subgraph: name }),
        onStatement: options.onStatement,
        client: (commanded) => async (request) => (await reach(commanded)).client(request),
        eventTransport:
          subscribers.length === 0
            ? null
            : inProcessTransport(
                subscribers.map((each) => async (event) => (await reach(each.name)).subscriber(event)),
              ),
      });
      running.push(subgraph);
      started.push([name, subgraph]);
    }
    const subgraphs = recordOf(started);
    opened.resolve(subgraphs);
    const asked = ([name, { client }]: [SubgraphName, Subgraph]): [SubgraphName, SubgraphClient] => [
      name,
      (request) => {
        onSubgraphRequest?.(name);
        return client(request);
      },
    ];
    await held.release();
    const router = await startRouter({
      ...routerOptions(readEnv(z.object(routerSettings), environment)),
      addressSecret: new TextEncoder().encode(secrets.internalSecret),
      host: options.host,
      port,
      clients: Object.fromEntries(started.map(asked)),
      streams: Object.fromEntries(started.map(([name, { stream }]) => [name, stream])),
      endedSessions: subgraphs.user.stream,
      keySet: localKeySet(() => subgraphs.user.publicDocuments['/.well-known/jwks.json']?.() as JSONWebKeySet),
      readinessChecks: Object.fromEntries(started.map(([name, { checkReady }]) => [name, checkReady])),
      log: log.child({ service: 'router' }),
    });
    running.push(router);
    return { url, subgraphs, stop };
  } catch (error) {
    opened.reject(error);
    await held.release();
    await stop();
    throw error;
  }
}
