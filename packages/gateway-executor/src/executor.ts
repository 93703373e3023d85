import type { ApolloGateway } from '@apollo/gateway';
import { getVariableValues, type GraphQLError } from 'graphql';
import { newRun } from './compile-operation.ts';
import type { ExecutionResult, GatewayInternals, RequestContext } from './gateway-internals.ts';
import { createOperationCache, type KnownOperation, type PreparedOperation } from './operation-cache.ts';
import { answerEach, asRequestContext, type Subscribe } from './subscription.ts';

/** Answers a request of a client. */
export type Executor = (requestContext: RequestContext) => Promise<ExecutionResult>;

/** What runs the operations of a loaded gateway. */
export type CompiledExecutor = { readonly execute: Executor; readonly subscribe: Subscribe };

export type ExecutorSettings = {
  readonly maxOperations: number;
  readonly signalOf: ((requestContext: RequestContext) => AbortSignal | undefined) | undefined;
};

/** The executor of a loaded gateway: like its own, but that each operation is compiled once. */
export function createExecutor(gateway: ApolloGateway, internals: GatewayInternals, { maxOperations, signalOf }: ExecutorSettings): CompiledExecutor {
  const operationOf = createOperationCache(internals, maxOperations);

  const prepare = async (known: KnownOperation, requestContext: RequestContext): Promise<PreparedOperation> => {
    const prepared = await known.prepare(requestContext);
    tellResolved(known, prepared, internals, requestContext);
    return prepared;
  };

  return {
    execute: async (requestContext) => {
      if (needsStockExecutor(requestContext, internals)) return gateway.executor(requestContext);
      const known = operationOf(requestContext);
      const invalid = checkVariables(known, internals, requestContext);
      if (invalid.length > 0) return { errors: invalid };
      const { compiled } = await prepare(known, requestContext);
      if (compiled.primary !== undefined) throw new Error('Execution of subscriptions not supported by gateway');
      const run = newRun(requestContext, signalOf?.(requestContext));
      await compiled.fetch(run);
      return compiled.respond(run);
    },

    subscribe: async (request, source) => {
      const requestContext = asRequestContext(request, internals);
      const known = operationOf(requestContext);
      const invalid = checkVariables(known, internals, requestContext);
      if (invalid.length > 0) return { errors: invalid };
      const { compiled } = await prepare(known, requestContext);
      const { primary } = compiled;
      if (primary === undefined) throw new Error(`Only subscriptions have events, and this is a ${known.context.operation.operation}`);
      const events = source(primary.fetch, primary.variablesOf(requestContext.request.variables), requestContext);
      return answerEach(events, async (event) => {
        const run = newRun(requestContext, signalOf?.(requestContext), event);
        await compiled.fetch(run);
        return compiled.respond(run);
      });
    },
  };
}

/** Traces for Apollo's studio, and plans shown to developers, are made by the stock executor while it runs. */
function needsStockExecutor({ request, metrics }: RequestContext, { config }: GatewayInternals): boolean {
  if (metrics?.captureTraces || config.debug) return true;
  return config.__exposeQueryPlanExperimental === true && request.http?.headers?.get('Apollo-Query-Plan-Experimental') != null;
}

function checkVariables({ context }: KnownOperation, { schema }: GatewayInternals, { request }: RequestContext): readonly GraphQLError[] {
  const definitions = context.operation.variableDefinitions;
  if (definitions === undefined || definitions.length === 0) return [];
  return getVariableValues(schema, definitions, request.variables ?? {}).errors ?? [];
}

function tellResolved({ context }: KnownOperation, { plan }: PreparedOperation, internals: GatewayInternals, requestContext: RequestContext): void {
  if (internals.experimental_didResolveQueryPlan === undefined) return;
  const serviceMap = Object.fromEntries(Object.entries(internals.serviceMap).map(([name, { dataSource }]) => [name, dataSource]));
  internals.experimental_didResolveQueryPlan({ queryPlan: plan, serviceMap, requestContext, operationContext: context });
}
