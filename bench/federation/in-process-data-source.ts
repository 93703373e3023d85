import type { GraphQLDataSource } from '@apollo/gateway';
import { execute, parse, type GraphQLSchema } from 'graphql';
import type { BenchmarkContext } from './context.ts';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Runs a subgraph's requests in the gateway's own process. Nothing is memoised: every request is resolved anew. */
export const inProcessDataSource = (schema: GraphQLSchema): GraphQLDataSource<BenchmarkContext> => ({
  process: async (options) => {
    const { query = '', variables } = options.request;
    const document = ('document' in options && options.document) || parse(query);
    return (await execute({ schema, document, contextValue: options.context, ...(variables && { variableValues: variables }) })) as Answer;
  },
});
