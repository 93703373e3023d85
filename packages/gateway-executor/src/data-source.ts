import type { GraphQLDataSource } from '@apollo/gateway';
import type { ResponsePath } from '@apollo/query-planner';
import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { RequestContext, SubgraphResponse } from './gateway-internals.ts';

/** One request that a plan makes to a subgraph: the same each time the plan runs, but for its variables. */
export type PlannedFetch = {
  readonly serviceName: string;
  readonly operationName: string | undefined;
  readonly operationKind: OperationTypeNode;
  /** The text of the operation. */
  readonly query: string;
  /** The same, parsed. One object for the life of the plan, so it can be the key of a cache. */
  readonly document: DocumentNode;
  /** Whether the gateway was told to hand out documents, by `queryPlannerConfig.exposeDocumentNodeInFetchNode`. */
  readonly isDocumentExposed: boolean;
  /** Where in the answer it goes; `@` stands for each element of a list. */
  readonly path: ResponsePath;
};

/** Sends a planned fetch for one request of a client. `data` is the caller's from then on: it is changed in place. */
export type PreparedFetch = (
  variables: Record<string, unknown>,
  incomingRequestContext: RequestContext,
) => SubgraphResponse | Promise<SubgraphResponse>;

/**
 * A data source that would rather prepare each planned fetch once than be handed text for every request: an operation
 * in process is compiled, the unchanging part of an HTTP body serialised, and neither is looked up again. Offer it from
 * `buildService` like any other; `process` still answers the stock executor, health checks and schema requests.
 */
export interface PreparingDataSource extends GraphQLDataSource {
  /** Called once per fetch of a compiled plan, when the plan is compiled. */
  prepareFetch(fetch: PlannedFetch): PreparedFetch;
}

export const canPrepare = (dataSource: GraphQLDataSource): dataSource is PreparingDataSource =>
  'prepareFetch' in dataSource && typeof dataSource.prepareFetch === 'function';
