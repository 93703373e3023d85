import type { PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

type Answer = Awaited<ReturnType<PreparingDataSource['process']>>;

/** Runs a subgraph's requests in the gateway's own process. Nothing is memoised: every request is resolved anew. */
export function inProcessDataSource(schema: GraphQLSchema): PreparingDataSource {
  const run = async (document: DocumentNode, variables: Record<string, unknown> | undefined): Promise<Answer> =>
    (await execute({ schema, document, ...(variables && { variableValues: variables }) })) as Answer;
  return {
    prepareFetch: ({ document }) => (variables) => run(document, variables),
    process: ({ request: { query = '', variables } }) => run(parse(query), variables),
  };
}
