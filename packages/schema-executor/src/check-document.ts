import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { parseWithin, type OperationLimits } from './cost/limits.ts';

/** A document that may run, or why it may not. */
export type CheckedDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Makes an answer of an error, as Apollo Server's option of the same name. It must not throw. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Reads a document from its text, which may have so many tokens. */
export function parseDocument(text: string, limits: Pick<OperationLimits, 'tokens'>): CheckedDocument {
  if (text === '')
    return { errors: [new GraphQLError('A request needs a query', { extensions: { code: 'BAD_REQUEST' } })] };
  try {
    return { document: parseWithin(text, limits) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
    throw error;
  }
}

// A subgraph's schema is its router's business, and `_service` tells it.
const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** Holds a document against a schema. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): CheckedDocument {
  const errors = validate(schema, document, rules);
  return errors.length === 0
    ? { document }
    : { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
}

/** The errors of an operation of which nothing ran: there is no such operation, or the variables do not fit it. */
export function errorsOfUnrun(
  document: DocumentNode,
  operationName: string | undefined,
  errors: readonly GraphQLError[],
): readonly GraphQLError[] {
  const code = getOperationAST(document, operationName) === null ? 'OPERATION_RESOLUTION_FAILURE' : 'BAD_USER_INPUT';
  return errors.map((error) => withCode(error, code));
}

/** Hides an unexpected error: only what a resolver threw may tell more. */
export const unexpected = (error: unknown): GraphQLError =>
  new GraphQLError('Unexpected error', { originalError: error instanceof Error ? error : new Error(String(error)) });

/** Errors as they are answered, each with a code. */
export const formatErrors = (
  errors: readonly GraphQLError[],
  formatError: FormatError,
): readonly GraphQLFormattedError[] =>
  errors.map((error) =>
    formatError(
      {
        ...error.toJSON(),
        extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
      },
      error,
    ),
  );

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    originalError: error.originalError ?? error,
    extensions: { code, ...error.extensions },
  });
