import type { ServerResponse } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { OperationBounds } from '@storegraph/subgraph-kit/service/operation-settings';
import { HttpError, pathOf, sendJson, startHttpServer } from '@storegraph/subgraph-kit/http/http-server';
import { createRateLimits, type Rate, type RateLimit } from '@storegraph/subgraph-kit/limits/rate-limits';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphClient, SubgraphStream } from '@storegraph/subgraph-kit/http/subgraph-request';
import { hashClientAddress } from './client-address.ts';
import { createOperationCheck } from './check-operation.ts';
import { createApiKeyCheck, hashOf, isApiKey } from './api-keys.ts';
import { applyCors } from './cors.ts';
import { readSupergraph } from './graph-files.ts';
import { followEndedSessions } from './ended-sessions.ts';
import { createGateway, type ExecutorKind, type RouterGraph } from './gateway.ts';
import { createGraphqlEndpoint } from './graphql-endpoint.ts';
import { rememberAccessTokens } from './known-access-tokens.ts';
import { createLiveEndpoint } from './live-endpoint.ts';
import { liveSource } from './live-source.ts';
import { OPERATIONS } from './operation-limits.ts';
import { createOutsideTokens, type TrustedIssuer } from './outside-tokens.ts';
import { clientPages, isPageVisit, pictures, playgroundPages } from './pages.ts';
import { createReadiness, type ReadinessCheck } from './readiness.ts';
import { requestIdOf } from './request-id.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { STREAM_LIMITS, type StreamLimits } from './stream-limits.ts';
import { subgraphList } from './subgraph-list.ts';
import { createWebhookEndpoint, WEBHOOK_PATH } from './webhooks.ts';

export type RouterOptions = {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** How to reach each subgraph, by name. */
  readonly clients: Readonly<Record<string, SubgraphClient>>;
  /** How to subscribe to each subgraph that has subscriptions, by name. */
  readonly streams: Readonly<Record<string, SubgraphStream>>;
  /** The user subgraph's, which tells which sessions have ended. */
  readonly endedSessions: SubgraphStream;
  /** Finds the key of an access token: a remote key set, or the user subgraph's own in process. */
  readonly keySet: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Lets anybody read the schema, and opens the playground. */
  readonly isPlaygroundEnabled: boolean;
  /** Origins, besides the router's own, whose pages may call the graph. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks (CIDR) of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Whose access tokens are taken besides the shop's own. */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** How often one API key may ask; any number unless given. */
  readonly apiKeyRate?: Rate;
  /** Keys what stands for a client's address, alike in all routers of a shop. */
  readonly addressSecret: Uint8Array;
  /** True where browsers reach the router over HTTPS. */
  readonly secureCookies: boolean;
  /** The built client; a page says how to build it while it is not there. */
  readonly clientFolder: string;
  readonly pictureFolder: string;
  readonly log: Logger;
  /** What must answer for the shop to sell, by name. */
  readonly readinessChecks: Readonly<Record<string, ReadinessCheck>>;
  /** Another graph than the committed one. */
  readonly graph?: RouterGraph;
  /** The compiled executor, unless given. */
  readonly executor?: ExecutorKind;
  readonly subgraphTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly streamLimits?: StreamLimits;
  /** What one operation may cost. */
  readonly operations?: OperationBounds;
  /** How often a stream without events shows that it lives. */
  readonly heartbeatMs?: number;
};

/** A listening router. */
export type Router = {
  readonly url: string;
  readonly port: number;
  /** Refuses new requests, answers the running ones, then stops. */
  stop(): Promise<void>;
};

const noSubgraph: SubgraphClient = async () => {
  throw new Error('There is no user subgraph');
};

/** @throws HttpError 429 for a key that asks too often */
async function limitUses(uses: RateLimit, authorization: string, response: ServerResponse): Promise<void> {
  const use = await uses(hashOf(authorization));
  if (use.ok) return;
  response.setHeader('retry-after', String(use.refusal.retryAfterSeconds));
  throw new HttpError(429, 'This API key asks too often');
}

const committedGraph = (): RouterGraph => ({
  supergraphSdl: readSupergraph(),
  cookieSubgraphs: subgraphList.filter(({ handlesCookies }) => handlesCookies).map(({ name }) => name),
});

/**
 * Starts the router: the graph at `/graphql`, its subscriptions at `/graphql/stream`, payment providers' webhooks, the
 * playground, health, pictures and the client.
 */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const startedAt = performance.now();
  const { log, clients, isPlaygroundEnabled, allowedOrigins } = options;
  const { limits: operationLimits, maxAnswerBytes } = options.operations ?? OPERATIONS;
  const gateway = createGateway({
    graph: options.graph ?? committedGraph(),
    clients,
    executor: options.executor ?? 'compiled',
    subgraphTimeoutMs: options.subgraphTimeoutMs ?? 5_000,
    maxAnswerBytes,
    log,
  });
  const checkAccessToken = rememberAccessTokens({
    keySet: options.keySet,
    issuer: options.issuer,
    audience: options.audience,
  });
  const rateLimits = createRateLimits({ redisUrl: undefined, log });
  const checkApiKey = createApiKeyCheck(clients['user'] ?? noSubgraph, rateLimits);
  const outsideTokens = createOutsideTokens(options.trustedIssuers ?? [], clients['user'] ?? noSubgraph, log);
  const apiKeyUses = rateLimits.limit('apiKeyUses', options.apiKeyRate ?? null);
  const endedSessions = followEndedSessions(options.endedSessions, log);
  const asking = {
    checkAccessToken: async (authorization: string | undefined, addressHash: string | undefined) =>
      endedSessions.check(
        await (isApiKey(authorization)
          ? checkApiKey(authorization, addressHash)
          : (outsideTokens.check(authorization) ?? checkAccessToken(authorization))),
      ),
    hashAddress: hashClientAddress({ trustedProxies: options.trustedProxies ?? [], secret: options.addressSecret }),
    secureCookies: options.secureCookies,
    log,
  };
  const check = createOperationCheck(operationLimits, isPlaygroundEnabled);
  const graphql = await createGraphqlEndpoint(gateway.gateway, {
    ...asking,
    isIntrospectionEnabled: isPlaygroundEnabled,
    operationLimits,
    check,
    requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
  });
  const live = createLiveEndpoint(gateway, {
    ...asking,
    endedSessions,
    source: liveSource(options.streams, log),
    limits: options.streamLimits ?? STREAM_LIMITS,
    operationLimits,
    check,
    heartbeatMs: options.heartbeatMs ?? 12_000,
  });
  const answerReadiness = createReadiness({
    ...options.readinessChecks,
    sessions: endedSessions.checkReady,
  });
  const playground = playgroundPages();
  const picture = pictures(options.pictureFolder);
  const client = clientPages(options.clientFolder);
  const answerWebhook = createWebhookEndpoint(clients['payment'], log);

  const server = await startHttpServer({
    host: options.host,
    port: options.port,
    log,
    handler: async (request, response) => {
      const path = pathOf(request);
      setSecurityHeaders(response, { isSecure: options.secureCookies });
      if (path === '/graphql' || path === '/graphql/stream') {
        if (path === '/graphql' && isPlaygroundEnabled && isPageVisit(request))
          return playground(request, response, path);
        const requestId = requestIdOf(request.headers['x-request-id']);
        response.setHeader('x-request-id', requestId);
        if (applyCors(request, response, allowedOrigins)) return;
        const { authorization } = request.headers;
        if (isApiKey(authorization)) await limitUses(apiKeyUses, authorization, response);
        return (path === '/graphql' ? graphql : live).answer(request, response, requestId);
      }
      if (path.startsWith(WEBHOOK_PATH)) return answerWebhook(request, response, path.slice(WEBHOOK_PATH.length));
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, 'Only GET is answered here');
      if (path === '/health/live') return sendJson(response, 200, { status: 'live' });
      if (path === '/health/ready') return answerReadiness(response);
      if (path.startsWith('/pictures/')) return picture(request, response, path);
      if (isPlaygroundEnabled && path.startsWith('/graphiql/')) return playground(request, response, path);
      return client(request, response, path);
    },
  });
  log.info({ url: server.url, ms: Math.round(performance.now() - startedAt) }, 'router listens');
  return {
    url: server.url,
    port: server.port,
    stop: async () => {
      live.stop();
      endedSessions.stop();
      outsideTokens.stop();
      await server.stop();
      await graphql.stop();
    },
  };
}
