import type { PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { resolveEntities } from '@storegraph/schema-executor/entities';
import { createOperations } from '@storegraph/schema-executor/operations';
import { SUBGRAPH_OPERATIONS } from '@storegraph/subgraph-kit/service/operation-settings';
import type { GraphQLSchema } from 'graphql';

/**
 * Runs a subgraph's requests in the gateway's own process, by compiled operations as our subgraphs do. Nothing is
 * memoised: every request is resolved anew.
 */
export function inProcessDataSource(schema: GraphQLSchema): PreparingDataSource {
  const run = createOperations<undefined>(resolveEntities(schema), (error) => error, SUBGRAPH_OPERATIONS.limits);
  return {
    prepareFetch:
      ({ query, document }) =>
      (variables) =>
        run({ query, document, variables }, undefined),
    process: ({ request: { query = '', variables = {} } }) => run({ query, variables }, undefined),
  };
}
