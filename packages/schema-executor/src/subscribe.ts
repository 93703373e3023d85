import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import {
  errorsOfUnrun,
  formatErrors,
  parseDocument,
  unexpected,
  validateDocument,
  type FormatError,
} from './check-document.ts';
import { withinSize } from '@storegraph/gateway-executor/answer-size';
import { costOf, type OperationLimits } from './cost/limits.ts';
import type { OperationRequest } from './operation-request.ts';

/** What runs the subscriptions of a schema. */
export type SubscriptionRunner = {
  readonly schema: GraphQLSchema;
  /** The context of one event: loaders are new for each, and so is what they read. */
  readonly newContext: () => unknown;
  readonly formatError: FormatError;
  /** Of subscriptions that come as text. */
  readonly limits: OperationLimits;
  /** The most that each answer may be. */
  readonly maxAnswerBytes: number;
};

/**
 * Answers each event of a subscription, until it is over or `signal` aborts. Who asks is checked when it begins and at
 * each event. A subscription that cannot begin answers once, with errors.
 */
export async function* subscribe(
  request: OperationRequest,
  signal: AbortSignal,
  runner: SubscriptionRunner,
): AsyncGenerator<FormattedExecutionResult> {
  const { newContext, formatError, maxAnswerBytes } = runner;
  const begun = await begin(request, runner).catch((error: unknown) => ({ errors: [unexpected(error)] }));
  if ('errors' in begun) return yield { errors: formatErrors(begun.errors, formatError) };
  const events = begun.source[Symbol.asyncIterator]();
  const stop = (): void => void events.return?.();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for await (const event of { [Symbol.asyncIterator]: () => events }) {
      const answer = await execute({ ...begun.operation, rootValue: event, contextValue: newContext() });
      const { data, errors } = withinSize(answer, maxAnswerBytes);
      yield { ...(data !== undefined && { data }), ...(errors && { errors: formatErrors(errors, formatError) }) };
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

type Begun =
  | { readonly operation: ExecutionArgs; readonly source: AsyncIterable<unknown> }
  | { readonly errors: readonly GraphQLError[] };

async function begin(
  { query, document: given, variables, operationName }: OperationRequest,
  { schema, newContext, limits }: SubscriptionRunner,
): Promise<Begun> {
  const parsed = given === undefined ? parseDocument(query, limits) : { document: given };
  if (given === undefined && 'document' in parsed) {
    const cost = costOf(schema, parsed.document, limits);
    const tooMuch = cost.sizeError ?? cost.nodesError(operationName, variables);
    if (tooMuch !== undefined) return { errors: [tooMuch] };
  }
  const valid = 'errors' in parsed ? parsed : validateDocument(schema, parsed.document);
  if ('errors' in valid) return valid;
  const { document } = valid;
  const kind = getOperationAST(document, operationName)?.operation ?? 'subscription';
  if (kind !== 'subscription')
    return {
      errors: [
        new GraphQLError(`A ${kind} is no subscription`, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }),
      ],
    };
  const operation = { schema, document, variableValues: variables, operationName };
  const source = await createSourceEventStream({ ...operation, contextValue: newContext() });
  if (Symbol.asyncIterator in source) return { operation, source };
  const errors = source.errors ?? [];
  // What a resolver threw has the path of its field, and a code of its own.
  return {
    errors: errors.every(({ path }) => path === undefined) ? errorsOfUnrun(document, operationName, errors) : errors,
  };
}
