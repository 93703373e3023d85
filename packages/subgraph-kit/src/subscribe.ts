import {
  createSourceEventStream, execute, parse, validate, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError, type GraphQLSchema,
} from 'graphql';
import type { SubgraphRequest } from './subgraph-request.ts';

/** What runs the subscriptions of a schema. */
export type SubscriptionRunner = {
  readonly schema: GraphQLSchema;
  /** The context of one event: loaders are new for each, and so is what they read. */
  readonly newContext: () => unknown;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
};

/**
 * Answers each event of a subscription, until it is over or `signal` aborts. Who asks is checked when it begins and at each event.
 * A subscription that cannot begin answers once, with errors.
 */
export async function* subscribe(request: SubgraphRequest, signal: AbortSignal, { schema, newContext, formatError }: SubscriptionRunner): AsyncGenerator<FormattedExecutionResult> {
  const format = ({ data, errors }: ExecutionResult): FormattedExecutionResult => ({
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
  });
  const document = request.document ?? parse(request.query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return yield format({ errors: invalid });
  const operation = { schema, document, variableValues: request.variables, operationName: request.operationName };
  const source = await createSourceEventStream({ ...operation, contextValue: newContext() });
  if (!(Symbol.asyncIterator in source)) return yield format(source);
  const events = source[Symbol.asyncIterator]();
  const stop = (): void => void events.return?.();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for await (const event of { [Symbol.asyncIterator]: () => events })
      yield format(await execute({ ...operation, rootValue: event, contextValue: newContext() }));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
