import './no-telemetry.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { withCompiledExecutor, type CompiledGateway } from '@storegraph/gateway-executor/with-compiled-executor';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { scalars } from '@storegraph/subgraph-kit/scalars';
import type { SubgraphClient } from '@storegraph/subgraph-kit/subgraph-request';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { answerGraphql } from './apollo-over-http.ts';
import { applyScalars } from './apply-scalars.ts';
import { checkAccessToken, type AccessTokenRules } from './access-token.ts';
import { withoutCookie } from './cookies.ts';
import { formatError, maskedErrorLog } from './error-boundary.ts';
import { limitRootFields, MAX_TOKENS } from './operation-limits.ts';
import { logRequest } from './request-log.ts';
import type { RouterContext } from './router-context.ts';
import { resolveOperation } from './resolve-operation.ts';
import { subgraphDataSource } from './subgraph-data-source.ts';
import { knownVisitor, newVisitor, visitorCookieName } from './visitor.ts';

/** The composed graph, with the subgraphs that handle the browser's cookies. */
export type RouterGraph = { readonly supergraphSdl: string; readonly cookieSubgraphs: readonly string[] };

/** What runs the plans: our own executor, or the gateway's, whose answers are the same and slower. */
export type ExecutorKind = 'compiled' | 'stock';

/** What answers `/graphql`. */
export type GraphqlEndpoint = {
  readonly answer: (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type GraphqlEndpointOptions = {
  readonly graph: RouterGraph;
  readonly clients: Readonly<Record<string, SubgraphClient>>;
  readonly accessTokens: AccessTokenRules;
  readonly executor: ExecutorKind;
  readonly isIntrospectionEnabled: boolean;
  readonly secureCookies: boolean;
  readonly subgraphTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly log: Logger;
};

const MAX_BODY_BYTES = 100_000;

/** Loads the graph and makes it answer HTTP requests. */
export async function createGraphqlEndpoint(options: GraphqlEndpointOptions): Promise<GraphqlEndpoint> {
  const { log, secureCookies } = options;
  const server = new ApolloServer<RouterContext>({
    gateway: createGateway(options),
    introspection: options.isIntrospectionEnabled,
    csrfPrevention: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [limitRootFields],
    allowBatchedHttpRequests: false,
    // Automatic persisted queries take any query from anyone: they save bytes and guard nothing.
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError,
    logger: log,
    plugins: [
      maskedErrorLog(log),
      resolveOperation,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return {
    stop: () => server.stop(),
    answer: async (request, response, requestId) => {
      const entry = logRequest(log, request, response, requestId);
      const newCookies: string[] = [];
      const setCookie = (value: string): void => void newCookies.push(value);
      await answerGraphql(server, request, response, {
        maxBodyBytes: MAX_BODY_BYTES,
        setCookies: () => newCookies,
        context: async () => {
          const viewer = await identify(request, response, setCookie, options, requestId);
          if (viewer.kind === 'user') entry.nameUser(viewer.userId);
          return {
            requestId,
            viewer,
            setCookie,
            cookie: withoutCookie(request.headers.cookie, visitorCookieName(secureCookies)),
            signal: AbortSignal.timeout(options.requestTimeoutMs),
            nameOperation: entry.nameOperation,
          };
        },
      });
    },
  };
}

function createGateway({ graph, clients, executor, subgraphTimeoutMs, log }: GraphqlEndpointOptions): CompiledGateway {
  let schema: GraphQLSchema;
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    logger: log,
    // The plan carries its requests parsed, so that subgraphs in process need not parse them again.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    buildService: ({ name }) => {
      const client = clients[name];
      if (client === undefined) throw new Error(`The graph has a subgraph "${name}" that the router was given no client for`);
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
  return withCompiledExecutor(gateway, { executor });
}

/**
 * Who asks. A request with a token that is not valid goes on as nobody's, so that what needs no sign-in still works; a field that needs
 * it answers UNAUTHENTICATED, and the `www-authenticate` header (RFC 6750) tells every client that it is time to refresh.
 */
async function identify(
  request: IncomingMessage,
  response: ServerResponse,
  setCookie: (value: string) => void,
  { accessTokens, secureCookies, log }: GraphqlEndpointOptions,
  requestId: string,
): Promise<Viewer> {
  // Not by GET: its answer may be prefetched, and a cookie set there would race the page's own first request.
  const visitor = knownVisitor(request.headers.cookie, secureCookies) ?? (request.method === 'POST' ? newVisitor(secureCookies) : null);
  if (visitor?.newCookie) setCookie(visitor.newCookie);
  const visitorId = visitor?.id ?? null;
  const check = await checkAccessToken(request.headers.authorization, accessTokens);
  if (check.kind === 'valid') return { ...check.user, visitorId };
  if (check.kind === 'unchecked') log.warn({ requestId, err: check.error }, 'the keys of access tokens cannot be read');
  if (check.kind === 'invalid') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  return { kind: 'anonymous', visitorId };
}

