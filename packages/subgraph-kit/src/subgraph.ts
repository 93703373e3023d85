import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { createErrorBoundary } from './errors.ts';
import type { EventSubscriber } from './events.ts';
import { answerGraphql } from './graphql-over-http.ts';
import { HttpError, pathOf, sendJson, startHttpServer, type HttpServer } from './http-server.ts';
import type { Logger } from './log.ts';
import { applyPolicy, type DenialListener, type Owners, type PolicyTable } from './policy.ts';
import { scalars } from './scalars.ts';
import type { SubgraphClient } from './subgraph-request.ts';
import { takeEvent } from './take-event.ts';
import { verifyViewer, VIEWER_HEADER, type Viewer } from './viewer.ts';

/** What every resolver can count on. A subgraph adds its loaders and dependencies. */
export type RequestContext = {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The browser's `Cookie` header; only the subgraph that signs people in gets it. */
  readonly cookie: string | undefined;
  /** Adds a `Set-Cookie` value to the browser's answer. */
  readonly setCookie: (cookie: string) => void;
};

/** What makes a subgraph. */
export type SubgraphDefinition<Context extends RequestContext> = {
  readonly name: string;
  /** The subgraph's `schema.graphql`; the kit adds `common.graphql`. */
  readonly schemaFile: URL;
  readonly resolvers: object;
  readonly policy: PolicyTable;
  readonly owners: Owners;
  /** Hears of each mutation that somebody may not call. */
  readonly onDenied?: DenialListener;
  /** Adds loaders and dependencies, once per request. */
  readonly createContext: (request: RequestContext) => Context;
  readonly log: Logger;
  /** Rejects while the subgraph cannot serve, for example without its database. */
  readonly checkReady: () => Promise<void>;
  /** Takes events of other subgraphs over. */
  readonly subscriber?: EventSubscriber;
  /** JSON documents that anybody may read, by path, such as a key set. */
  readonly publicDocuments?: Readonly<Record<string, () => unknown>>;
  /** Ends, in order, after the last request has: workers, then the database. */
  readonly stop: () => Promise<void>;
};

/** A running subgraph: callable in process at once, and over HTTP when it listens. */
export type Subgraph = {
  readonly name: string;
  /** With the policy applied, for servers other than ours. */
  readonly schema: GraphQLSchema;
  /** What resolvers of one request get, and where they put the browser's cookies. */
  readonly createContext: (viewer: Viewer, requestId: string, cookie: string | undefined) => { readonly context: RequestContext; readonly setCookies: readonly string[] };
  readonly client: SubgraphClient;
  readonly subscriber: EventSubscriber;
  readonly publicDocuments: Readonly<Record<string, () => unknown>>;
  readonly checkReady: () => Promise<void>;
  /** `eventsConnected` shows in `/health/ready`, and makes nobody unready: events wait in the outbox. Serves `/graphql`, `/events`, `/health/live`, `/health/ready` and the public documents. */
  listen(options: { readonly host: string; readonly port: number; readonly secret: Uint8Array; readonly eventsConnected?: () => boolean }): Promise<HttpServer>;
  /** Lets running requests end, then workers, then closes the database. */
  stop(): Promise<void>;
};

// Batches of entity references are long: a page of 100 orders names hundreds of ids.
const MAX_BODY_BYTES = 1_000_000;

const readCommonSchema = (): string => readFileSync(new URL('./common.graphql', import.meta.url), 'utf8');

/** The SDL of a subgraph as it is served and composed: its own file and the kit's common types. */
const subgraphTypeDefs = (schemaFile: URL) => parse(`${readFileSync(schemaFile, 'utf8')}\n${readCommonSchema()}`);

/**
 * Builds a subgraph's schema with its policy applied, and starts it.
 * @throws PolicyGapError when a field has no access rule
 */
export async function startSubgraph<Context extends RequestContext>(definition: SubgraphDefinition<Context>): Promise<Subgraph> {
  const { name, log } = definition;
  const unguarded = buildSubgraphSchema({
    typeDefs: subgraphTypeDefs(definition.schemaFile),
    resolvers: { ...scalars, ...definition.resolvers },
  });
  const schema = applyPolicy(unguarded, definition.policy, definition.owners, definition.onDenied);
  const server = new ApolloServer<Context>({
    schema,
    introspection: false,
    // Every request carries the router's statement in a header of ours, which no forged cross-site request can.
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    formatError: createErrorBoundary(name, log),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginUsageReportingDisabled()],
    logger: log,
  });
  await server.start();

  let listening: HttpServer | null = null;
  const subscriber: EventSubscriber = definition.subscriber ?? (async () => {});
  const publicDocuments = definition.publicDocuments ?? {};

  const createContext = (viewer: Viewer, requestId: string, cookie: string | undefined) => {
    const setCookies: string[] = [];
    const context = definition.createContext({ viewer, requestId, cookie, setCookie: (value) => void setCookies.push(value) });
    return { context, setCookies };
  };

  const client: SubgraphClient = async (request) => {
    const { context, setCookies } = createContext(request.viewer, request.requestId, request.cookie);
    const { body } = await server.executeOperation(
      {
        query: request.query,
        ...(request.variables && { variables: { ...request.variables } }),
        ...(request.operationName !== undefined && { operationName: request.operationName }),
      },
      { contextValue: context },
    );
    if (body.kind !== 'single') throw new Error('A subgraph answers in one part');
    return { result: body.singleResult, setCookies };
  };

  const listen: Subgraph['listen'] = async ({ host, port, secret, eventsConnected = () => true }) => {
    listening = await startHttpServer({
      host,
      port,
      log,
      handler: async (request, response) => {
        const path = pathOf(request);
        const document = publicDocuments[path];
        if (path === '/health/live') return sendJson(response, 200, { status: 'live' });
        if (path === '/health/ready') return answerReadiness(response, definition.checkReady, eventsConnected());
        if (document !== undefined) return sendJson(response, 200, document());
        // Before anything is parsed: a bare subgraph would serve entities and internal mutations to anyone.
        const asked = await verifyViewer(headerOf(request, VIEWER_HEADER), secret);
        if (asked === null || asked.requestId !== headerOf(request, 'x-request-id')) throw new HttpError(401, 'This subgraph answers its router only');
        if (path === '/events') return takeEvent(request, response, asked.viewer, subscriber);
        if (path !== '/graphql') throw new HttpError(404, 'Nothing is here');
        const { context, setCookies } = createContext(asked.viewer, asked.requestId, request.headers.cookie);
        await answerGraphql(server, request, response, {
          maxBodyBytes: MAX_BODY_BYTES,
          context: () => Promise.resolve(context),
          setCookies: () => setCookies,
        });
      },
    });
    log.info({ url: listening.url }, `${name} listens`);
    return listening;
  };

  return {
    name,
    schema,
    createContext,
    client,
    subscriber,
    publicDocuments,
    checkReady: definition.checkReady,
    listen,
    stop: async () => {
      await listening?.stop();
      await server.stop();
      await definition.stop();
    },
  };
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

async function answerReadiness(response: ServerResponse, checkReady: () => Promise<void>, isConnected: boolean): Promise<void> {
  try {
    await checkReady();
    sendJson(response, 200, { status: 'ready', events: isConnected ? 'connected' : 'waiting' });
  } catch {
    sendJson(response, 503, { status: 'not ready' });
  }
}
