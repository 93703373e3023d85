import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { startInventorySubgraph } from '@storegraph/inventory/server';
import { startOrderSubgraph } from '@storegraph/order/server';
import { startPaymentSubgraph } from '@storegraph/payment/server';
import { inProcessTransport } from '@storegraph/subgraph-kit/events/events';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import type { RequestContext, Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { verifyViewer, VIEWER_HEADER } from '@storegraph/subgraph-kit/viewer';
import { accessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { startUserSubgraph } from '@storegraph/user/server';
import { GraphQLError } from 'graphql';
import { readPeerSettings, type PeerSettings } from './settings.ts';
import { secretOf } from './statement.ts';

// A subgraph's schema, resolvers and data behind stock Apollo Server, in a process of its own.
const [name = ''] = process.argv.slice(2);

await runService(async () => {
  const settings = readPeerSettings();
  const subgraph = await start(name, settings);
  const secret = secretOf(settings.internalSecret);
  const server = new ApolloServer<RequestContext>({ schema: subgraph.schema, stopOnTerminationSignals: false });
  await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: settings.port },
    context: async ({ req }) => {
      const statement = req.headers[VIEWER_HEADER];
      const asked = verifyViewer(typeof statement === 'string' ? statement : undefined, secret);
      if (asked === null)
        throw new GraphQLError('This subgraph answers its router only', { extensions: { code: 'UNAUTHENTICATED' } });
      return subgraph.createContext(asked.viewer, asked.requestId, req.headers.cookie).context;
    },
  });
  return {
    stop: async () => {
      await server.stop();
      await subgraph.stop();
    },
  };
});

function start(name: string, { urls, accessTokenKeys: keys }: PeerSettings): Promise<Subgraph> {
  const common = {
    databaseUrl: urls[name] ?? '',
    // What a subgraph has in `npm run cluster`.
    connections: 10,
    log: createLogger(name, 'warn'),
    eventTransport: inProcessTransport([]),
  };
  const nobody = (): never => {
    throw new Error('Only reads are asked of these subgraphs');
  };
  switch (name) {
    case 'user':
      return startUserSubgraph({
        ...common,
        accessTokenKeys: accessTokenKeys.parse(JSON.parse(keys)),
        secureCookies: false,
      });
    case 'inventory':
      return startInventorySubgraph(common);
    case 'order':
      return startOrderSubgraph({
        ...common,
        inventory: nobody,
        payment: nobody,
        holdMinutes: 600,
        limits: { maxUnpaidOrders: 0, maxHeldUnits: 0 },
        currency: 'USD',
      });
    case 'payment':
      return startPaymentSubgraph({
        ...common,
        windowSeconds: 3_600,
        webhookSecret: new TextEncoder().encode('nobody sends webhooks here'),
      });
    default:
      throw new Error(`There is no subgraph "${name}"`);
  }
}
