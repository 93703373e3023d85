import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { canPrepare, type PreparedFetch } from '../data-source.ts';

/** A fetch of a plan, with the data source that answers it. */
export type FetchToSend = {
  readonly node: FetchNode;
  readonly path: ResponsePath;
  readonly document: DocumentNode;
  readonly dataSource: GraphQLDataSource | undefined;
};

// The gateway has an enum of this value, and exports its type alone.
const INCOMING_OPERATION = 'incoming operation' as Extract<GraphQLDataSourceProcessOptions, { incomingRequestContext: unknown }>['kind'];

/** Compiles the way to a subgraph: by the data source's own prepared form where it has one, else by its `process`. */
export function compileSend({ node, path, document, dataSource }: FetchToSend): PreparedFetch {
  const { serviceName, operationName, operationKind, operation: query } = node;
  if (dataSource === undefined)
    return async () => {
      throw new Error(`Couldn't find service with name "${serviceName}"`);
    };
  if (canPrepare(dataSource)) return dataSource.prepareFetch({ serviceName, operationName, operationKind, query, document, path });
  return (variables, incomingRequestContext) => {
    // As the stock executor: `http` and the document are there, undefined where there is none.
    const request = { query, variables, operationName, http: undefined };
    const options = {
      kind: INCOMING_OPERATION,
      request,
      incomingRequestContext,
      context: incomingRequestContext.context,
      document: node.operationDocumentNode,
      pathInIncomingRequest: path,
    };
    return dataSource.process(options as unknown as GraphQLDataSourceProcessOptions);
  };
}
