import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { services } from '@storegraph/standalone/services';
import { inProcessTransport } from '@storegraph/subgraph-kit/events/events';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import type { RequestContext, Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { verifyStatement, VIEWER_HEADER } from '@storegraph/subgraph-kit/viewer';
import { GraphQLError } from 'graphql';
import { PATIENT } from './our-shop.ts';
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
      const asked = verifyStatement(typeof statement === 'string' ? statement : undefined, secret);
      if (asked === null)
        throw new GraphQLError('This subgraph answers its router only', { extensions: { code: 'UNAUTHENTICATED' } });
      return subgraph.createContext({ ...asked, cookie: req.headers.cookie }).context;
    },
  });
  return {
    stop: async () => {
      await server.stop();
      await subgraph.stop();
    },
  };
});

async function start(name: string, { urls, accessTokenKeys }: PeerSettings): Promise<Subgraph> {
  const service = services.find((each) => each.name === name);
  if (service === undefined) throw new Error(`There is no subgraph "${name}"`);
  return service.start({
    environment: {
      ACCESS_TOKEN_KEYS: accessTokenKeys,
      SECOND_FACTOR_KEY: 'nobody signs in to these subgraphs',
      PAYMENT_WEBHOOK_SECRET: 'nobody sends webhooks to these subgraphs',
      ...PATIENT,
    },
    databaseUrl: urls[name] ?? '',
    // What a subgraph has in `npm run cluster`.
    connections: 10,
    log: createLogger(name, 'warn'),
    eventTransport: inProcessTransport([]),
    client: () => () => {
      throw new Error('Only reads are asked of these subgraphs');
    },
  });
}
