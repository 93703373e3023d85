import { ApolloGateway, RemoteGraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readSupergraph } from '@storegraph/router/graph-files';
import { accessTokenRules, readPeerSettings } from './settings.ts';
import { secretOf, statementFor } from './statement.ts';

/** What the gateway hands to each subgraph: who asks, as headers. */
type Context = { readonly statement: Readonly<Record<string, string>> };

// Apollo's documented way to hand on who asks.
class ForwardingDataSource extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    for (const [name, value] of Object.entries<string>(context.statement ?? {})) request.http?.headers.set(name, value);
  }
}

// @apollo/gateway and @apollo/server with the settings that they come with.
const settings = readPeerSettings();
const rules = accessTokenRules(settings);
const secret = secretOf(settings.internalSecret);
const gateway = new ApolloGateway({
  supergraphSdl: readSupergraph(),
  buildService: ({ name }) => new ForwardingDataSource({ url: settings.urls[name] ?? '' }),
});
await startStandaloneServer(new ApolloServer<Context>({ gateway }), {
  listen: { host: '127.0.0.1', port: settings.port },
  context: async ({ req }) => ({ statement: await statementFor(req.headers.authorization, rules, secret) }),
});
