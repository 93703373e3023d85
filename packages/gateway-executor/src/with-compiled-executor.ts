import type { ApolloGateway } from '@apollo/gateway';
import { BREAK, visit, type DocumentNode } from 'graphql';
import { withinSize } from './answer-size.ts';
import { createExecutor, type CompiledExecutor, type Executor } from './executor.ts';
import { internalsOf, type RequestContext } from './gateway-internals.ts';
import type { Subscribe } from './subscription.ts';

/** Settings of {@link withCompiledExecutor}; all have a default. */
export type CompiledExecutorOptions = {
  /**
   * `stock` leaves the gateway's own executor in place, but for documents that ask for `isOneOf`, which its planner does
   * not know: to compare answers, or to switch back without a change of code.
   * The gateway's version is checked all the same, and `subscribe` works. Default `compiled`.
   */
  readonly executor?: 'compiled' | 'stock';
  /** How many operations are kept compiled, the one used longest ago going first. Default 1000. */
  readonly maxOperations?: number;
  /**
   * The most that an answer may be, in bytes of its JSON; a character beyond ASCII counts as one. It is counted while
   * the answer is made, by the stock executor once it is. A larger one is null, with the error `ANSWER_TOO_LARGE`.
   * Without it, there is no bound.
   */
  readonly maxAnswerBytes?: number;
  /**
   * Finds the signal that ends the wait for subgraphs of a request, such as `AbortSignal.timeout(10_000)` or one of the
   * context's. What has not been answered by then is null, with an error each. Without it, and by the stock executor, a
   * request waits for as long as its data sources do.
   */
  readonly signalOf?: (requestContext: RequestContext) => AbortSignal | undefined;
};

/** A gateway as `ApolloServer` takes it. */
export type CompiledGateway = {
  readonly load: (
    ...options: Parameters<ApolloGateway['load']>
  ) => Promise<{ schema: NonNullable<ApolloGateway['schema']>; executor: Executor }>;
  readonly onSchemaLoadOrUpdate: ApolloGateway['onSchemaLoadOrUpdate'];
  readonly stop: ApolloGateway['stop'];
  /**
   * Runs a subscription, which the stock gateway plans and then refuses: each event of the source is taken for the
   * answer to the first fetch of the plan, and the rest of the plan runs for it.
   *
   * @throws when the gateway has not loaded yet, when the document does not fit the schema, and when the operation is
   * no subscription.
   */
  readonly subscribe: Subscribe;
};

const DEFAULT_MAX_OPERATIONS = 1_000;

/**
 * Gives a gateway an executor that compiles each operation and its plan once. Composition, supergraph updates, query
 * planning, plan store and data sources stay the gateway's own.
 *
 * ```ts
 * const server = new ApolloServer({ gateway: withCompiledExecutor(gateway) });
 * ```
 *
 * @param gateway not loaded yet: the server loads it.
 * @throws {TypeError} when `executor` is neither `compiled` nor `stock`, or `maxOperations` no whole number above 0. And on `load`, with either, when the gateway
 * is of another version than 2.14, or its planner has another copy of @apollo/federation-internals.
 */
export function withCompiledExecutor(gateway: ApolloGateway, options: CompiledExecutorOptions = {}): CompiledGateway {
  const {
    executor: kind = 'compiled',
    maxOperations = DEFAULT_MAX_OPERATIONS,
    maxAnswerBytes = Infinity,
    signalOf,
  } = options;
  // Types do not check a value that comes from an environment variable.
  if (kind !== 'compiled' && kind !== 'stock')
    throw new TypeError(`executor is 'compiled' or 'stock', not '${String(kind)}'`);
  if (!Number.isSafeInteger(maxOperations) || maxOperations < 1)
    throw new TypeError(`maxOperations is a whole number above 0, not ${String(maxOperations)}`);
  let loaded: CompiledExecutor | undefined;
  return {
    load: async (loadOptions) => {
      const { schema, executor: stock } = await gateway.load(loadOptions);
      const compiled = createExecutor(gateway, internalsOf(gateway), { maxOperations, maxAnswerBytes, signalOf });
      loaded = compiled;
      const bounded: Executor = async (requestContext) =>
        isUnknownToPlanner(requestContext.document)
          ? compiled.execute(requestContext)
          : withinSize(await stock(requestContext), maxAnswerBytes);
      return { schema, executor: kind === 'stock' ? bounded : compiled.execute };
    },
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    stop: () => gateway.stop(),
    subscribe: async (request, source) => {
      if (loaded === undefined) throw new Error('The gateway has not loaded yet: start the server first');
      return loaded.subscribe(request, source);
    },
  };
}

function isUnknownToPlanner(document: DocumentNode): boolean {
  let isUnknown = false;
  visit(document, { Field: ({ name }) => (name.value === 'isOneOf' ? ((isUnknown = true), BREAK) : undefined) });
  return isUnknown;
}
