import type { ApolloGateway } from '@apollo/gateway';
import { getVariableValues, type GraphQLError } from 'graphql';
import { withinSize } from './answer-size.ts';
import { newRun, type CompiledOperation } from './compile-operation.ts';
import type { ExecutionResult, GatewayInternals, RequestContext, SubgraphResponse } from './gateway-internals.ts';
import { createOperationCache, type KnownOperation, type PreparedOperation } from './operation-cache.ts';
import { inRequestSpan, type InSpan } from './spans.ts';
import { answerEach, asRequestContext, type Subscribe } from './subscription.ts';

/** Answers a request of a client. */
export type Executor = (requestContext: RequestContext) => Promise<ExecutionResult>;

/** What runs the operations of a loaded gateway. */
export type CompiledExecutor = { readonly execute: Executor; readonly subscribe: Subscribe };

export type ExecutorSettings = {
  readonly maxOperations: number;
  readonly signalOf: ((requestContext: RequestContext) => AbortSignal | undefined) | undefined;
  readonly maxAnswerBytes: number;
};

/** The executor of a loaded gateway: like its own, but that each operation is compiled once. */
export function createExecutor(
  gateway: ApolloGateway,
  internals: GatewayInternals,
  { maxOperations, signalOf, maxAnswerBytes }: ExecutorSettings,
): CompiledExecutor {
  const operationOf = createOperationCache(internals, maxOperations);

  /** The operation of a request, ready to run, or what is wrong with its variables. */
  const prepare = async (
    requestContext: RequestContext,
    inSpan: InSpan,
  ): Promise<CompiledOperation | { errors: readonly GraphQLError[] }> => {
    const known = operationOf(requestContext);
    const errors = await inSpan('gateway.validate', async () => variableErrors(known, internals, requestContext), {
      errorsOf: (errors) => errors,
    });
    if (errors.length > 0) return { errors };
    const prepared = await known.prepare(requestContext, inSpan);
    tellResolved(known, prepared, internals, requestContext);
    return prepared.compiled;
  };

  const run = (
    operation: CompiledOperation,
    requestContext: RequestContext,
    inSpan: InSpan,
    event?: SubgraphResponse,
  ): Promise<ExecutionResult> =>
    inSpan(
      'gateway.execute',
      async () => {
        const run = newRun({ requestContext, inSpan, signal: signalOf?.(requestContext), event, maxAnswerBytes });
        await operation.fetch(run);
        return inSpan('gateway.postprocessing', async () => operation.respond(run), { errorsOf: invalidValues });
      },
      { errorsOf },
    );

  return {
    execute: async (requestContext) => {
      if (needsStockExecutor(requestContext, internals))
        return withinSize(await gateway.executor(requestContext), maxAnswerBytes);
      const answer = async (inSpan: InSpan): Promise<ExecutionResult> => {
        const operation = await prepare(requestContext, inSpan);
        if ('errors' in operation) return operation;
        if (operation.primary !== undefined) throw new Error('Execution of subscriptions not supported by gateway');
        return run(operation, requestContext, inSpan);
      };
      return inRequestSpan(requestContext, internals, answer, errorsOf);
    },

    subscribe: async (request, source) => {
      const requestContext = asRequestContext(request, internals);
      const operation = await inRequestSpan(
        requestContext,
        internals,
        (inSpan) => prepare(requestContext, inSpan),
        () => [],
      );
      if ('errors' in operation) return operation;
      const { primary } = operation;
      if (primary === undefined) throw new Error('Only subscriptions have events, and this is another operation');
      const events = source(primary.fetch, primary.variablesOf(requestContext.request.variables), requestContext);
      return answerEach(events, (event) =>
        inRequestSpan(requestContext, internals, (inSpan) => run(operation, requestContext, inSpan, event), errorsOf),
      );
    },
  };
}

const errorsOf = ({ errors }: ExecutionResult): readonly GraphQLError[] | undefined => errors;

const invalidValues = ({ extensions }: ExecutionResult): readonly GraphQLError[] | undefined =>
  extensions?.['valueCompletion'] as readonly GraphQLError[] | undefined;

/** Traces for Apollo's studio, and plans shown to developers, are made by the stock executor while it runs. */
function needsStockExecutor({ request, metrics }: RequestContext, { config }: GatewayInternals): boolean {
  if (metrics?.captureTraces || config.debug) return true;
  return (
    config.__exposeQueryPlanExperimental === true &&
    request.http?.headers?.get('Apollo-Query-Plan-Experimental') != null
  );
}

function variableErrors(
  { context }: KnownOperation,
  { schema }: GatewayInternals,
  { request }: RequestContext,
): readonly GraphQLError[] {
  const definitions = context.operation.variableDefinitions;
  if (definitions === undefined || definitions.length === 0) return [];
  return getVariableValues(schema, definitions, request.variables ?? {}).errors ?? [];
}

function tellResolved(
  { context }: KnownOperation,
  { plan }: PreparedOperation,
  internals: GatewayInternals,
  requestContext: RequestContext,
): void {
  if (internals.experimental_didResolveQueryPlan === undefined) return;
  const serviceMap = Object.fromEntries(
    Object.entries(internals.serviceMap).map(([name, { dataSource }]) => [name, dataSource]),
  );
  internals.experimental_didResolveQueryPlan({
    queryPlan: plan,
    serviceMap,
    requestContext,
    operationContext: context,
  });
}
