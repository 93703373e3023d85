import './no-telemetry.ts';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import { withCompiledExecutor, type CompiledGateway } from '@storegraph/gateway-executor/with-compiled-executor';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { scalars } from '@storegraph/subgraph-kit/graphql/scalars';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { applyScalars } from './apply-scalars.ts';
import { subgraphDataSource } from './subgraph-data-source.ts';

/** The composed graph, with the subgraphs that handle the browser's cookies. */
export type RouterGraph = { readonly supergraphSdl: string; readonly cookieSubgraphs: readonly string[] };

/** What runs the plans: our own executor, or the gateway's, whose answers are the same and slower. */
export type ExecutorKind = 'compiled' | 'stock';

export type GatewayOptions = {
  readonly graph: RouterGraph;
  readonly clients: Readonly<Record<string, SubgraphClient>>;
  readonly executor: ExecutorKind;
  readonly subgraphTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly log: Logger;
};

/** A gateway, and what it answers once a server has loaded it. */
export type RouterGateway = { readonly gateway: CompiledGateway; readonly schema: () => GraphQLSchema };

/** Plans operations over the subgraphs, and runs the plans. */
export function createGateway(options: GatewayOptions): RouterGateway {
  const { graph, clients, executor, subgraphTimeoutMs, maxAnswerBytes, log } = options;
  let schema: GraphQLSchema;
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    logger: log,
    // The plan carries its requests parsed, so that subgraphs in process need not parse them again.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    buildService: ({ name }) => {
      const client = clients[name];
      if (client === undefined)
        throw new Error(`The graph has a subgraph "${name}" that the router was given no client for`);
      return subgraphDataSource({
        name,
        client,
        handlesCookies: graph.cookieSubgraphs.includes(name),
        timeoutMs: subgraphTimeoutMs,
        schema: () => schema,
        log,
      });
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    applyScalars(apiSchema, scalars);
    schema = apiSchema;
  });
  return { gateway: withCompiledExecutor(gateway, { executor, maxAnswerBytes }), schema: () => schema };
}
