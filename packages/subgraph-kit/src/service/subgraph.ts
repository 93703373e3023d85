import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import { formatErrors, unexpected } from '@storegraph/schema-executor/check-document';
import { resolveEntities } from '@storegraph/schema-executor/entities';
import { createErrorBoundary } from '../graphql/errors.ts';
import type { EventSubscriber } from '../events/events.ts';
import { readOperation, sendResult } from '../http/graphql-over-http.ts';
import { abandonSignal, HttpError, pathOf, sendJson, startHttpServer, type HttpServer } from '../http/http-server.ts';
import type { Logger } from '../log.ts';
import { createOperations } from '@storegraph/schema-executor/operations';
import { SUBGRAPH_OPERATIONS, type OperationBounds } from './operation-settings.ts';
import { applyPolicy, type Owners, type PolicyTable } from '../graphql/policy.ts';
import { scalars } from '../graphql/scalars.ts';
import { sendAnswers } from '../http/stream-over-http.ts';
import type { SubgraphClient, SubgraphRequest, SubgraphStream } from '../http/subgraph-request.ts';
import { subscribe } from '@storegraph/schema-executor/subscribe';
import { receiveEvent } from '../http/event-endpoint.ts';
import { verifyStatement, VIEWER_HEADER, type DenialListener, type Statement, type Viewer } from '../viewer.ts';

/** What every resolver can count on. A subgraph adds its loaders and dependencies. */
export type RequestContext = {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Stands for the network address of the client; undefined when that is not known. */
  readonly addressHash: string | undefined;
  /** Aborts when nobody waits for the answer any more; undefined where that cannot be known. */
  readonly signal: AbortSignal | undefined;
  /** The browser's `Cookie` header; only the subgraph that signs people in gets it. */
  readonly cookie: string | undefined;
  /** What the browser says of itself, unchecked; goes with `cookie`. */
  readonly userAgent: string | undefined;
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
  /** Hears of each mutation that its caller may not call. */
  readonly onDenied?: DenialListener;
  /** Who asks after all, once per request: for the subgraph that knows which sessions have ended. */
  readonly admit?: (viewer: Viewer) => Promise<Viewer>;
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

/** Who asks for an operation, and from where. */
type Asking = Pick<SubgraphRequest, 'viewer' | 'requestId' | 'addressHash' | 'cookie' | 'userAgent' | 'signal'>;

/** A running subgraph: callable in process at once, and over HTTP when it listens. */
export type Subgraph = {
  readonly name: string;
  readonly client: SubgraphClient;
  /** What `client` and `listen` serve, policy included; for servers other than ours. */
  readonly schema: GraphQLSchema;
  /** The context of one operation on `schema`, and the `Set-Cookie` values that it leaves. */
  readonly createContext: (asking: Asking) => {
    readonly context: RequestContext;
    readonly setCookies: readonly string[];
  };
  /** Its subscriptions, which are cut off when it stops. */
  readonly stream: SubgraphStream;
  readonly subscriber: EventSubscriber;
  readonly publicDocuments: Readonly<Record<string, () => unknown>>;
  readonly checkReady: () => Promise<void>;
  /**
   * `eventsConnected` shows in `/health/ready`, and does not make it fail: events wait in the outbox. Serves
   * `/graphql`, `/graphql/stream`, `/events`, `/health/live`, `/health/ready` and the public documents.
   */
  listen(options: {
    readonly host: string;
    readonly port: number;
    readonly secret: Uint8Array;
    readonly eventsConnected?: () => boolean;
    /** What an operation may cost that comes over HTTP. */
    readonly operations?: OperationBounds;
  }): Promise<HttpServer>;
  /** Lets running requests end, then workers, then closes the database. */
  stop(): Promise<void>;
};

// Batches of entity references are long: a page of 100 orders names hundreds of ids.
const MAX_BODY_BYTES = 1_000_000;

const readCommonSchema = (): string => readFileSync(new URL('../graphql/common.graphql', import.meta.url), 'utf8');

/** The SDL of a subgraph as it is served and composed: its own file and the kit's common types. */
const subgraphTypeDefs = (schemaFile: URL) => parse(`${readFileSync(schemaFile, 'utf8')}\n${readCommonSchema()}`);

/**
 * Builds a subgraph's schema with its policy applied, and starts it.
 * @throws PolicyGapError when a field has no access rule
 */
export async function startSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
): Promise<Subgraph> {
  const { name, log } = definition;
  const { subscriber = async () => {}, publicDocuments = {}, admit = async (viewer: Viewer) => viewer } = definition;
  const schema = applyPolicy(
    resolveEntities(
      buildSubgraphSchema({
        typeDefs: subgraphTypeDefs(definition.schemaFile),
        resolvers: { ...scalars, ...definition.resolvers },
      }),
    ),
    definition.policy,
    definition.owners,
    definition.onDenied,
  );
  const formatError = createErrorBoundary(name, log);
  const createRun = ({ limits, maxAnswerBytes }: OperationBounds) =>
    createOperations<Context>(schema, formatError, limits, maxAnswerBytes);
  let listening: HttpServer | null = null;

  const createContext = ({ viewer, requestId, addressHash, cookie, userAgent, signal }: Asking) => {
    const setCookies: string[] = [];
    const context = definition.createContext({
      viewer,
      requestId,
      addressHash,
      signal,
      cookie,
      userAgent,
      setCookie: (value) => void setCookies.push(value),
    });
    return { context, setCookies };
  };

  const clientOf =
    (run: ReturnType<typeof createRun>): SubgraphClient =>
    async (request) => {
      const viewer = await admit(request.viewer).catch(unexpected);
      if (viewer instanceof GraphQLError)
        return { result: { errors: formatErrors([viewer], formatError) }, setCookies: [] };
      const { context, setCookies } = createContext({ ...request, viewer });
      return { result: await run(request, context), setCookies };
    };

  const client = clientOf(createRun(SUBGRAPH_OPERATIONS));

  const stopping = new AbortController();
  const streamOf = (bounds: OperationBounds): SubgraphStream =>
    async function* (request) {
      const signal = AbortSignal.any([request.signal, stopping.signal]);
      const viewer = await admit(request.viewer);
      const newContext = () => createContext({ ...request, viewer }).context;
      yield* subscribe(request, signal, { schema, newContext, formatError, ...bounds });
      if (stopping.signal.aborted) throw new Error(`${name} stops`);
    };

  const stream = streamOf(SUBGRAPH_OPERATIONS);

  const listen: Subgraph['listen'] = async ({
    host,
    port,
    secret,
    eventsConnected = () => true,
    operations = SUBGRAPH_OPERATIONS,
  }) => {
    const ask = clientOf(createRun(operations));
    const follow = streamOf(operations);
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
        const asked = verifyStatement(headerOf(request, VIEWER_HEADER), secret);
        if (asked === null || asked.requestId !== headerOf(request, 'x-request-id'))
          throw new HttpError(401, 'This subgraph answers its router only');
        if (path === '/events') return receiveEvent(request, response, asked.viewer, subscriber);
        if (path === '/graphql/stream') return answerStream(request, response, asked, follow);
        if (path !== '/graphql') throw new HttpError(404, 'Nothing is here');
        const operation = await readOperation(request, MAX_BODY_BYTES);
        const signal = abandonSignal(response);
        const { cookie, 'user-agent': userAgent } = request.headers;
        const { result, setCookies } = await ask({ ...operation, ...asked, cookie, userAgent, signal });
        sendResult(response, result, setCookies);
      },
    });
    log.info({ url: listening.url }, `${name} listens`);
    return listening;
  };

  return {
    name,
    client,
    schema,
    createContext,
    stream,
    subscriber,
    publicDocuments,
    checkReady: definition.checkReady,
    listen,
    stop: async () => {
      // They would last longer than any drain.
      stopping.abort();
      await listening?.stop();
      await definition.stop();
    },
  };
}

async function answerStream(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Statement,
  stream: SubgraphStream,
): Promise<void> {
  const operation = await readOperation(request, MAX_BODY_BYTES);
  const closed = abandonSignal(response);
  await sendAnswers(response, stream({ ...operation, ...asked, signal: closed }), closed);
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

async function answerReadiness(
  response: ServerResponse,
  checkReady: () => Promise<void>,
  isConnected: boolean,
): Promise<void> {
  try {
    await checkReady();
    sendJson(response, 200, { status: 'ready', events: isConnected ? 'connected' : 'waiting' });
  } catch {
    sendJson(response, 503, { status: 'not ready' });
  }
}
