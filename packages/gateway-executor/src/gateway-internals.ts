import { createRequire } from 'node:module';
import type * as OpenTelemetry from '@opentelemetry/api';
import type { ApolloGateway, GraphQLDataSource, ServiceMap } from '@apollo/gateway';
import type * as Telemetry from '@apollo/gateway/dist/utilities/opentelemetry.js';
import type * as Federation from '@apollo/federation-internals';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isSameCopy } from './same-copy.ts';

// Everything that @apollo/gateway does not offer to others, in one place. What is taken is asserted when the gateway
// has loaded.

/** The versions of @apollo/gateway whose private fields are known to be as below. */
const SUPPORTED = /^2\.14\./;

const fromGateway = createRequire(createRequire(import.meta.url).resolve('@apollo/gateway'));

/** The gateway's own copy: types of another copy would not be `instanceof` its own. */
export const federation: typeof Federation = fromGateway('@apollo/federation-internals');

/** The gateway's own copy, too: another one might not know the tracer that was registered. */
export const openTelemetry: typeof OpenTelemetry = fromGateway('@opentelemetry/api');

/** How the gateway names its spans, and what it says in them. */
export const telemetry: typeof Telemetry = fromGateway('@apollo/gateway/dist/utilities/opentelemetry.js');

/** A request as the gateway's executor gets it from the server. */
export type RequestContext = Parameters<ApolloGateway['executor']>[0];
/** An answer as the gateway's executor gives it to the server. */
export type ExecutionResult = Awaited<ReturnType<ApolloGateway['executor']>>;
/** What a data source answers. */
export type SubgraphResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

type PlanStore = {
  get(key: string): Promise<QueryPlan | undefined>;
  set(key: string, plan: QueryPlan): Promise<unknown>;
};

type DidResolveQueryPlan = (resolved: {
  queryPlan: QueryPlan;
  serviceMap: ServiceMap;
  requestContext: RequestContext;
  operationContext: unknown;
}) => void;

/**
 * The private side of an `ApolloGateway` 2.14, as far as executing needs it. Read anew for every request: a new
 * supergraph replaces it.
 */
export type GatewayInternals = {
  readonly schema: GraphQLSchema;
  readonly apiSchema: Federation.Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly queryPlanner: QueryPlanner;
  readonly queryPlanStore: PlanStore;
  readonly serviceMap: Readonly<Record<string, { readonly dataSource: GraphQLDataSource }>>;
  readonly config: {
    readonly debug?: boolean;
    readonly __exposeQueryPlanExperimental?: boolean;
    readonly telemetry?: Telemetry.OpenTelemetryConfig;
  };
  readonly logger: { warn(message: string): void };
  readonly recursiveSelectionsLimitDisabled: boolean;
  readonly nonLocalSelectionsLimitDisabled: boolean;
  readonly experimental_didResolveQueryPlan?: DidResolveQueryPlan;
};

type PlannerInternals = { readonly federatedQueryGraph: { readonly sources: ReadonlyMap<string, Federation.Schema> } };

/** The subgraphs' schemas as a planner has them. */
export const subgraphsOf = (planner: QueryPlanner): Iterable<Federation.Schema> =>
  (planner as unknown as PlannerInternals).federatedQueryGraph.sources.values();

const hasSubgraphs = (planner: unknown): boolean =>
  (planner as Partial<PlannerInternals>).federatedQueryGraph?.sources instanceof Map;

const REQUIRED = [
  'schema',
  'apiSchema',
  'supergraphSchema',
  'queryPlanner',
  'queryPlanStore',
  'serviceMap',
  'config',
  'logger',
] as const;

/**
 * The private side of a loaded gateway.
 *
 * @throws when the gateway is of a version whose private side is not known, or its planner has another copy of
 * federation's types: before it has answered anything.
 */
export function internalsOf(gateway: ApolloGateway): GatewayInternals {
  const version = versionOf(gateway.schema);
  const internals = gateway as unknown as GatewayInternals;
  const missing: string[] = REQUIRED.filter((name) => typeof internals[name] !== 'object');
  if (missing.length === 0 && !hasSubgraphs(internals.queryPlanner)) missing.push("queryPlanner's subgraphs");
  if (!SUPPORTED.test(version) || missing.length > 0) throw new Error(unsupported(version, missing));
  if (!isSameCopy(fromGateway, '@apollo/query-planner', '@apollo/federation-internals')) throw new Error(OTHER_COPIES);
  return internals;
}

const OTHER_COPIES =
  '@apollo/gateway and @apollo/query-planner have different copies of @apollo/federation-internals, and plans will fail. Install one version of all @apollo packages of federation';

function versionOf(schema: GraphQLSchema | undefined): string {
  const apollo = schema?.extensions['apollo'] as { gateway?: { version?: string } } | undefined;
  return apollo?.gateway?.version ?? 'unknown';
}

function unsupported(version: string, missing: readonly string[]): string {
  const details = missing.length === 0 ? '' : ` (it has no ${missing.join(', ')})`;
  return `@storegraph/gateway-executor supports @apollo/gateway 2.14 and was given version ${version}${details}. Leave it out, or install @apollo/gateway 2.14`;
}
