import { ApolloGateway, RemoteGraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { withCompiledExecutor, type CompiledGateway } from '@storegraph/gateway-executor';
import type { PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { answerGraphql } from '@storegraph/router/apollo-over-http';
import { startHttpServer } from '@storegraph/subgraph-kit/http/http-server';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { given } from '../env.ts';
import type { BenchmarkContext } from './context.ts';
import { inProcessDataSource } from './in-process-data-source.ts';
import { poolDataSource } from './pool-data-source.ts';
import { benchmarkSubgraphs } from './subgraphs.ts';
import { benchmarkSupergraph } from './supergraph.ts';

// A gateway before the benchmark's subgraphs: stock, or ours over HTTP or in process.
const [kind = ''] = process.argv.slice(2);
const host = '127.0.0.1';
const port = Number(given('PORT'));
const supergraphSdl = benchmarkSupergraph((name) => `${given('SUBGRAPHS_URL')}/${name}`);

class ForwardingDataSource extends RemoteGraphQLDataSource<BenchmarkContext> {
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<BenchmarkContext>): void {
    if (context['authorization'] !== undefined) request.http?.headers.set('authorization', context['authorization']);
  }
}

switch (kind) {
  case 'stock':
    await serveStock(
      new ApolloGateway({ supergraphSdl, buildService: ({ url = '' }) => new ForwardingDataSource({ url }) }),
    );
    break;
  case 'http':
    await serve(ours(({ url }) => poolDataSource(url)));
    break;
  case 'in-process':
    await serve(ours(({ name }) => inProcessDataSource(schemaOf(name))));
    break;
  default:
    throw new Error(`There is no gateway "${kind}"`);
}

function ours(
  buildService: (service: { readonly name: string; readonly url: string }) => PreparingDataSource,
): CompiledGateway {
  return withCompiledExecutor(
    new ApolloGateway({ supergraphSdl, buildService: ({ name, url = '' }) => buildService({ name, url }) }),
  );
}

async function serveStock(gateway: ApolloGateway): Promise<void> {
  await startStandaloneServer(new ApolloServer<BenchmarkContext>({ gateway }), {
    listen: { host, port },
    context: async ({ req }) => ({ authorization: req.headers.authorization ?? '' }),
  });
}

/** As our router serves: the schema behind node:http, with nothing between. */
async function serve(gateway: CompiledGateway): Promise<void> {
  const server = new ApolloServer<BenchmarkContext>({ gateway, persistedQueries: false });
  await server.start();
  await startHttpServer({
    host,
    port,
    log: createLogger('benchmark', 'warn'),
    handler: (request, response) =>
      answerGraphql(server, request, response, {
        maxBodyBytes: 100_000,
        context: async () => ({ authorization: request.headers.authorization ?? '' }),
      }),
  });
}

function schemaOf(name: string) {
  const subgraph = benchmarkSubgraphs.find((each) => each.name === name);
  if (subgraph === undefined) throw new Error(`The benchmark has no subgraph "${name}"`);
  return subgraph.schema;
}
