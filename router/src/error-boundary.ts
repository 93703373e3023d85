import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { ANSWER_TOO_LARGE } from '@storegraph/gateway-executor/answer-size';
import { OPERATION_LIMIT_EXCEEDED } from '@storegraph/schema-executor/cost/limits';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { RouterContext } from './router-context.ts';

// Codes of the router's own answers about the client's request.
const ROUTER_CODES = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTROSPECTION_DISABLED',
  'OPERATION_RESOLUTION_FAILURE',
  OPERATION_LIMIT_EXCEEDED,
  ANSWER_TOO_LARGE,
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

// Codes with which a subgraph speaks to the client. A validation error is one, too: only subgraphs know what their
// scalars take.
const SUBGRAPH_CODES = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'SUBGRAPH_UNAVAILABLE',
  ANSWER_TOO_LARGE,
]);

// Details that a client can act on. The gateway adds others, such as the service's name.
const PUBLIC_DETAILS = ['argument', 'subgraph', 'limit', 'allowed', 'asked'];

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/**
 * The one place where an error becomes an answer: what is meant for the client passes, all else is masked. It cannot
 * throw.
 */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (!isForClient(extensions)) return { message: 'Internal server error', ...place, extensions: { code: INTERNAL } };
  const details = PUBLIC_DETAILS.filter((name) => extensions?.[name] !== undefined).map((name) => [
    name,
    extensions?.[name],
  ]);
  return { message, ...place, extensions: { code: extensions?.['code'], ...Object.fromEntries(details) } };
}

/** Logs each masked error once, with its stack, and gives the client the request id to quote. */
export function maskedErrorLog(log: Logger): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: async ({ contextValue: { requestId } }) => ({
      didEncounterErrors: async ({ errors }) => {
        logUnexpected(errors, log, requestId);
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return;
        body.singleResult.errors = body.singleResult.errors.map((error) => quoteRequest(error, requestId));
      },
    }),
  };
}

/** Makes errors into those of an answer where Apollo Server does not: formatted, and logged where they are masked. */
export function answerErrors(
  errors: readonly GraphQLError[],
  log: Logger,
  requestId: string,
): readonly GraphQLFormattedError[] {
  logUnexpected(errors, log, requestId);
  return errors.map((error) => quoteRequest(formatError(error.toJSON()), requestId));
}

function logUnexpected(errors: readonly GraphQLError[], log: Logger, requestId: string): void {
  for (const error of errors)
    if (isUnexpected(error))
      log.error({ requestId, path: error.path, err: unwrapResolverError(error) }, 'unexpected error');
}

const quoteRequest = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError =>
  error.extensions?.['code'] === INTERNAL ? { ...error, extensions: { ...error.extensions, requestId } } : error;

type Extensions = GraphQLFormattedError['extensions'];

const isFromSubgraph = (extensions: Extensions): boolean => extensions?.['serviceName'] !== undefined;

function isForClient(extensions: Extensions): boolean {
  const code = extensions?.['code'];
  return typeof code === 'string' && (isFromSubgraph(extensions) ? SUBGRAPH_CODES : ROUTER_CODES).has(code);
}

// A subgraph logged its own masked errors already, under the same request id.
const isUnexpected = ({ extensions }: GraphQLError): boolean =>
  !isForClient(extensions) && !(isFromSubgraph(extensions) && extensions['code'] === INTERNAL);
