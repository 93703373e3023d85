import {
  execute,
  getOperationAST,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { withinSize } from '@storegraph/gateway-executor/answer-size';
import { LRUCache } from 'lru-cache';
import {
  errorsOfUnrun,
  formatErrors,
  parseDocument,
  unexpected,
  validateDocument,
  type CheckedDocument,
  type FormatError,
} from './check-document.ts';
import { costOf, type DocumentCost, type OperationLimits } from './cost/limits.ts';
import { compileExecutable, type Executable } from './executable.ts';
import type { OperationRequest } from './operation-request.ts';

/** Runs one operation. It does not reject: what goes wrong is an error of the result. */
export type RunOperation<Context> = (
  operation: OperationRequest,
  context: Context,
) => Promise<FormattedExecutionResult>;

/** A document that may run, with its operations by name. */
type Runnable<Context> = {
  readonly document: DocumentNode;
  readonly compiled: Map<string | undefined, Executable<Context>>;
};
type Refused = Exclude<CheckedDocument, { readonly document: unknown }>;
type Checked<Context> = Runnable<Context> | Refused;
type Read<Context> = (Runnable<Context> & { readonly cost?: DocumentCost }) | Refused;

// Of all texts that are remembered: some thousands of requests, 30 MB parsed.
const MAX_REMEMBERED_CHARACTERS = 500_000;

/**
 * Runs operations on a schema. A document is parsed and validated once: by its text, or by the object that the caller
 * has of it. Errors have the codes that Apollo Server gives them.
 * @param limits - of operations that come as text. Who has the document parsed, as the router in process, has held it
 * against limits of its own.
 * @param maxAnswerBytes - a larger answer is null, with the error that says so; of any operation
 */
export function createOperations<Context>(
  schema: GraphQLSchema,
  formatError: FormatError,
  limits: OperationLimits,
  maxAnswerBytes = Infinity,
): RunOperation<Context> {
  const documents = new LRUCache<string, Read<Context>>({
    maxSize: MAX_REMEMBERED_CHARACTERS,
    sizeCalculation: (_, text) => text.length,
  });
  const checked = new WeakMap<DocumentNode, Checked<Context>>();

  const check = (document: DocumentNode): Checked<Context> => {
    const known = checked.get(document);
    if (known !== undefined) return known;
    const valid = validateDocument(schema, document);
    const result =
      'errors' in valid ? valid : { document, compiled: new Map<string | undefined, Executable<Context>>() };
    checked.set(document, result);
    return result;
  };

  const read = (text: string): Read<Context> => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const parsed = parseDocument(text, limits);
    if ('errors' in parsed) return parsed;
    const cost = costOf(schema, parsed.document, limits);
    const checked = cost.sizeError === undefined ? check(parsed.document) : { errors: [cost.sizeError] };
    const result = 'errors' in checked ? checked : { ...checked, cost };
    documents.set(text, result);
    return result;
  };

  const compiledOf = (
    { document, compiled }: Runnable<Context>,
    operationName: string | undefined,
  ): Executable<Context> => {
    const known = compiled.get(operationName);
    if (known !== undefined) return known;
    const operation = getOperationAST(document, operationName);
    const run: Executable<Context> =
      (operation && compileExecutable(schema, document, operation, maxAnswerBytes)) ??
      (async (contextValue, variableValues) =>
        withinSize(await execute({ schema, document, operationName, contextValue, variableValues }), maxAnswerBytes));
    if (operation) compiled.set(operationName, run);
    return run;
  };

  return async ({ query, document, operationName, variables }, context) => {
    try {
      const found: Read<Context> = document === undefined ? read(query) : check(document);
      if ('errors' in found) return { errors: formatErrors(found.errors, formatError) };
      const tooMuch = found.cost?.nodesError(operationName, variables);
      if (tooMuch !== undefined) return { errors: formatErrors([tooMuch], formatError) };
      const { data, errors } = await compiledOf(found, operationName)(context, variables ?? {});
      if (data !== undefined)
        return errors === undefined ? { data } : { errors: formatErrors(errors, formatError), data };
      return { errors: formatErrors(errorsOfUnrun(found.document, operationName, errors ?? []), formatError) };
    } catch (error) {
      return { errors: formatErrors([unexpected(error)], formatError) };
    }
  };
}
