import type { PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { resolveEntities } from '@storegraph/schema-executor/entities';
import { createOperations } from '@storegraph/schema-executor/operations';
import { SUBGRAPH_OPERATION_LIMITS } from '@storegraph/subgraph-kit/service/subgraph';
import type { GraphQLSchema } from 'graphql';

/**
 * Runs a subgraph's requests in the gateway's own process, by compiled operations as our subgraphs do. Nothing is
 * memoised: every request is resolved anew.
 */
export function inProcessDataSource(schema: GraphQLSchema): PreparingDataSource {
  const run = createOperations<undefined>(resolveEntities(schema), (error) => error, SUBGRAPH_OPERATION_LIMITS);
  return {
    prepareFetch:
      ({ query, document }) =>
      (variables) =>
        run({ query, document, variables }, undefined),
    process: ({ request: { query = '', variables = {} } }) => run({ query, variables }, undefined),
  };
}
