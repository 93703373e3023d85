import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import { federation, type GatewayInternals, type RequestContext } from './gateway-internals.ts';

/** The plan of an operation: from the gateway's store, which several gateways may share, or made and put there. */
export async function planOperation(internals: GatewayInternals, requestContext: RequestContext): Promise<QueryPlan> {
  const key = planKey(requestContext);
  const stored = await internals.queryPlanStore.get(key);
  if (stored) return stored;
  const { document, request } = requestContext;
  const operation = federation.operationFromDocument(internals.apiSchema, document, request.operationName ? { operationName: request.operationName } : {});
  const plan = internals.queryPlanner.buildQueryPlan(operation, {
    recursiveSelectionsLimitDisabled: internals.recursiveSelectionsLimitDisabled,
    nonLocalSelectionsLimitDisabled: internals.nonLocalSelectionsLimitDisabled,
  });
  try {
    await internals.queryPlanStore.set(key, plan);
  } catch (error) {
    internals.logger.warn(`Could not store queryPlan${error instanceof Error ? error.message : String(error)}`);
  }
  return plan;
}

/** The key under which the gateway itself stores a plan. */
function planKey({ request, queryHash }: RequestContext): string {
  return request.operationName ? createHash('sha256').update(queryHash).update(request.operationName).digest('hex') : queryHash;
}
