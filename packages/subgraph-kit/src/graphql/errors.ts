import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ANSWER_TOO_LARGE, OPERATION_LIMIT_EXCEEDED } from '@storegraph/schema-executor/cost/limits';
import { isUnanswered } from '../database/errors.ts';
import type { Logger } from '../log.ts';
import { PageInputError } from './pagination.ts';

/** The field needs a caller who is signed in. */
export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Sign in to do this', { extensions: { code: 'UNAUTHENTICATED' } });

/** The caller is signed in, and may not do this. */
export const forbidden = (): GraphQLError =>
  new GraphQLError('You may not do this', { extensions: { code: 'FORBIDDEN' } });

/** An argument of a query makes no sense. Mutations answer with `InvalidInputError` instead. */
export const badUserInput = (message: string, argument: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });

// Codes that tell the client about its own request. All other errors are masked.
const CLIENT_CODES = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  OPERATION_LIMIT_EXCEEDED,
  ANSWER_TOO_LARGE,
]);

const PUBLIC_DETAILS = new Set(['argument', 'limit', 'allowed', 'asked']);

/**
 * The one place where an error becomes an answer. Errors about the client's request pass with message, code and
 * argument. A subgraph whose database does not answer says what the router says of a subgraph that does not:
 * SUBGRAPH_UNAVAILABLE, try again. Every other error is logged with its stack and answered as INTERNAL_SERVER_ERROR. It
 * cannot throw.
 * @param subgraph - its name
 */
export function createErrorBoundary(
  subgraph: string,
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = originalOf(error);
    if (original instanceof PageInputError)
      return {
        ...formatted,
        message: original.message,
        extensions: { code: 'BAD_USER_INPUT', argument: original.argument },
      };
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && CLIENT_CODES.has(code)) {
      const details = Object.entries(formatted.extensions ?? {}).filter(([name]) => PUBLIC_DETAILS.has(name));
      return { ...formatted, extensions: { code, ...Object.fromEntries(details) } };
    }
    const place = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (original instanceof DOMException && original.name === 'AbortError') {
      log.info({ path: formatted.path }, 'a client gave up');
      return { message: 'The request was given up', ...place, extensions: { code: 'BAD_REQUEST' } };
    }
    if (isUnanswered(original)) {
      log.error({ err: original, path: formatted.path }, 'the database does not answer');
      const message = `The ${subgraph} service does not answer. Try again in a moment`;
      return { message, ...place, extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph } };
    }
    log.error({ err: original, path: formatted.path }, 'unexpected error in a resolver');
    return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

/** What a resolver threw. */
const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.path && error.originalError ? error.originalError : error;
