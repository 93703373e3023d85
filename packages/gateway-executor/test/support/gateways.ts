import { ApolloGateway, LocalGraphQLDataSource, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { withCompiledExecutor, type CompiledExecutorOptions } from '../../src/with-compiled-executor.ts';
import type { TestGraph } from './subgraphs.ts';

export type Question = {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
};

type Asked = { readonly status: number; readonly body: string };

/** A server as a user would have it. */
export type TestServer = { ask(question: Question, context?: object): Promise<Asked>; stop(): Promise<void> };

export type ServerOptions = CompiledExecutorOptions & { readonly dataSourceOf?: (name: string) => GraphQLDataSource };

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A server over a graph; its subgraphs run in process unless told otherwise. */
export async function startServer(
  { supergraphSdl, schemas }: TestGraph,
  options: ServerOptions = {},
): Promise<TestServer> {
  const inProcess = (name: string): GraphQLDataSource => new LocalGraphQLDataSource(schemas[name]!);
  const { dataSourceOf = inProcess, ...executorOptions } = options;
  const gateway = new ApolloGateway({ supergraphSdl, logger: silent, buildService: ({ name }) => dataSourceOf(name) });
  const server = new ApolloServer({
    gateway: withCompiledExecutor(gateway, executorOptions),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    logger: silent,
    plugins: [],
  });
  await server.start();
  return {
    stop: () => server.stop(),
    ask: async (question, context = {}) => {
      const { status = 200, body } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body: JSON.parse(JSON.stringify(question)),
        },
        context: async () => context,
      });
      return { status, body: body.kind === 'complete' ? body.string : '' };
    },
  };
}
