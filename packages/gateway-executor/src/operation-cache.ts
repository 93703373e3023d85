import { buildOperationContext } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';
import type { GatewayInternals, RequestContext } from './gateway-internals.ts';
import { planOperation } from './plan-operation.ts';
import type { InSpan } from './spans.ts';

/** An operation, and what is made of it by the first request that gets as far as to run it. */
export type KnownOperation = {
  readonly context: ReturnType<typeof buildOperationContext>;
  readonly prepare: (requestContext: RequestContext, inSpan: InSpan) => Promise<PreparedOperation>;
};

export type PreparedOperation = { readonly plan: QueryPlan; readonly compiled: CompiledOperation };

/** Finds the operations of requests by the hash of their document and by name. */
export type OperationCache = (requestContext: RequestContext) => KnownOperation;

/** A cache of the operations used last; it forgets all of them when the gateway gets another supergraph. */
export function createOperationCache(internals: GatewayInternals, maxOperations: number): OperationCache {
  const operations = new LRUCache<string, KnownOperation>({ max: maxOperations });
  let supergraph = internals.apiSchema;
  return (requestContext) => {
    if (supergraph !== internals.apiSchema) {
      operations.clear();
      supergraph = internals.apiSchema;
    }
    const { request, queryHash } = requestContext;
    const key = request.operationName ? `${queryHash}:${request.operationName}` : queryHash;
    const known = operations.get(key) ?? knownOperation(internals, requestContext);
    operations.set(key, known);
    return known;
  };
}

function knownOperation(internals: GatewayInternals, { document, request }: RequestContext): KnownOperation {
  const context = buildOperationContext({
    schema: internals.schema,
    operationDocument: document,
    ...(request.operationName && { operationName: request.operationName }),
  });
  let prepared: Promise<PreparedOperation> | undefined;
  return {
    context,
    // Requests that come while the first one plans wait for the same plan. A failure is not kept: a plan store may be
    // back the next time.
    prepare: (requestContext, inSpan) =>
      (prepared ??= prepareOperation(internals, context, requestContext, inSpan).catch((error: unknown) => {
        prepared = undefined;
        throw error;
      })),
  };
}

async function prepareOperation(
  internals: GatewayInternals,
  operationContext: KnownOperation['context'],
  requestContext: RequestContext,
  inSpan: InSpan,
): Promise<PreparedOperation> {
  const plan = await planOperation(internals, requestContext, inSpan);
  return { plan, compiled: compileOperation({ plan, operationContext, internals }) };
}
