import {
  execute,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { boundedCache } from './bounded-cache.ts';
import { compileOperation, type CompiledOperation } from './compiled-operation.ts';
import type { SubgraphRequest } from './subgraph-request.ts';

/** What to run. */
export type Operation = Pick<SubgraphRequest, 'query' | 'document' | 'operationName' | 'variables'>;

/** Runs one operation. It does not reject: whatever goes wrong is an error of the result. */
export type RunOperation<Context> = (operation: Operation, context: Context) => Promise<FormattedExecutionResult>;

/** Makes an answer of an error, as Apollo Server's option of the same name. It must not throw. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** A document that may run, with its operations by name, or why it may not. */
type Checked<Context> = { readonly document: DocumentNode; readonly compiled: Map<string | undefined, CompiledOperation<Context>> } | { readonly errors: readonly GraphQLError[] };

// Of all texts that are remembered: some thousands of requests, 30 MB parsed.
const MAX_REMEMBERED_CHARACTERS = 500_000;

// A subgraph's schema is its router's business, and `_service` tells it.
const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/**
 * Runs operations on a schema. A document is parsed and validated once: by its text, or by the object that the caller has of it.
 * Errors have the codes that Apollo Server gives them.
 */
export function createOperations<Context>(schema: GraphQLSchema, formatError: FormatError): RunOperation<Context> {
  const documents = boundedCache<Checked<Context>>(MAX_REMEMBERED_CHARACTERS);
  const checked = new WeakMap<DocumentNode, Checked<Context>>();

  const check = (document: DocumentNode): Checked<Context> => {
    const known = checked.get(document);
    if (known !== undefined) return known;
    const errors = validate(schema, document, rules);
    const result = errors.length === 0 ? { document, compiled: new Map<string | undefined, CompiledOperation<Context>>() } : { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
    checked.set(document, result);
    return result;
  };

  const read = (text: string): Checked<Context> => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    if (text === '') return { errors: [new GraphQLError('A request needs a query', { extensions: { code: 'BAD_REQUEST' } })] };
    let document;
    try {
      document = parse(text);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
      throw error;
    }
    const result = check(document);
    documents.set(text, result);
    return result;
  };

  const compiledOf = ({ document, compiled }: Extract<Checked<Context>, { document: unknown }>, operationName: string | undefined): CompiledOperation<Context> => {
    const known = compiled.get(operationName);
    if (known !== undefined) return known;
    const operation = getOperationAST(document, operationName);
    const run: CompiledOperation<Context> =
      (operation && compileOperation(schema, document, operation)) ??
      ((contextValue, variableValues) => execute({ schema, document, operationName, contextValue, variableValues }));
    if (operation) compiled.set(operationName, run);
    return run;
  };

  const format = (errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] => errors.map((error) => formatError(formattedOf(error), error));

  return async ({ query, document, operationName, variables }, context) => {
    try {
      const found = document === undefined ? read(query) : check(document);
      if ('errors' in found) return { errors: format(found.errors) };
      const { data, errors } = await compiledOf(found, operationName)(context, variables ?? {});
      if (data !== undefined) return errors === undefined ? { data } : { errors: format(errors), data };
      // Nothing ran: there is no such operation, or the variables do not fit it.
      const code = getOperationAST(found.document, operationName) === null ? 'OPERATION_RESOLUTION_FAILURE' : 'BAD_USER_INPUT';
      return { errors: format((errors ?? []).map((error) => withCode(error, code))) };
    } catch (error) {
      return { errors: format([new GraphQLError('Unexpected error', { originalError: error instanceof Error ? error : new Error(String(error)) })]) };
    }
  };
}

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    originalError: error.originalError ?? error,
    extensions: { code, ...error.extensions },
  });

const formattedOf = (error: GraphQLError): GraphQLFormattedError => ({
  ...error.toJSON(),
  extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
});
