import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { isTooLong, limitExceeded, type OperationLimits } from '@storegraph/schema-executor/cost/limits';
import type { CompiledGateway } from '@storegraph/gateway-executor/with-compiled-executor';
import { answerGraphql } from './apollo-over-http.ts';
import { abandonSignal } from '@storegraph/subgraph-kit/http/http-server';
import type { CheckOperation } from './check-operation.ts';
import { withoutCookie } from './cookies.ts';
import { createDocumentStore } from './document-store.ts';
import { formatError, maskedErrorLog } from './error-boundary.ts';
import { identify, type IdentifyOptions } from './identify.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { logRequest } from './request-log.ts';
import type { RouterContext } from './router-context.ts';
import { resolveOperation } from './resolve-operation.ts';
import { retryAfter } from './retry-after.ts';
import { visitorCookieName } from './visitor.ts';

/** What answers `/graphql`. */
export type GraphqlEndpoint = {
  readonly answer: (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type GraphqlEndpointOptions = IdentifyOptions & {
  readonly isIntrospectionEnabled: boolean;
  readonly operationLimits: OperationLimits;
  readonly check: CheckOperation;
  readonly requestTimeoutMs: number;
};

/** Loads the gateway and makes it answer HTTP requests. */
export async function createGraphqlEndpoint(
  gateway: CompiledGateway,
  options: GraphqlEndpointOptions,
): Promise<GraphqlEndpoint> {
  const { log, secureCookies, operationLimits, check } = options;
  const server = new ApolloServer<RouterContext>({
    gateway: checkedGateway(gateway, check),
    introspection: options.isIntrospectionEnabled,
    csrfPrevention: true,
    documentStore: createDocumentStore(),
    parseOptions: { maxTokens: operationLimits.tokens },
    // Its own validation writes fragments out, and would run before anything of ours could count them.
    dangerouslyDisableValidation: true,
    allowBatchedHttpRequests: false,
    // Automatic persisted queries take any query from anyone: they save bytes and guard nothing.
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(isTooLong(error) ? tooLong(operationLimits).toJSON() : formatted),
    logger: log,
    plugins: [
      maskedErrorLog(log),
      resolveOperation,
      retryAfter,
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
          const { viewer } = await identify(request, response, setCookie, options, requestId);
          if (viewer.kind === 'user') entry.nameUser(viewer.userId);
          return {
            requestId,
            viewer,
            addressHash: options.hashAddress(request),
            setCookie,
            cookie: withoutCookie(request.headers.cookie, visitorCookieName(secureCookies)),
            userAgent: request.headers['user-agent'],
            signal: abandonSignal(response, options.requestTimeoutMs),
            nameOperation: entry.nameOperation,
          };
        },
      });
    },
  };
}

const tooLong = ({ tokens }: OperationLimits) => limitExceeded('tokens', tokens, tokens + 1);

/** A gateway that runs nothing which fails the check, be its executor its own or ours. */
const checkedGateway = (gateway: CompiledGateway, check: CheckOperation): CompiledGateway => ({
  ...gateway,
  load: async (options) => {
    const { schema, executor } = await gateway.load(options);
    return {
      schema,
      executor: async (requestContext) => {
        const { document, request, schema: asked } = requestContext;
        const { operationName, variables } = request;
        const errors = check({ schema: asked, document, operationName, variables });
        return errors.length > 0 ? { errors } : executor(requestContext);
      },
    };
  },
});
