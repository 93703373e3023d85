import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { federation, type GatewayInternals, type RequestContext } from './gateway-internals.ts';
import { withoutIntrospection } from './introspection.ts';
import { plannedNames } from './planned-names.ts';
import { forgetUnresolvableKeys } from './resolvable-keys.ts';
import type { InSpan } from './spans.ts';

/** The plan of an operation: from the gateway's store, which several gateways may share, or made and put there. */
export async function planOperation(
  internals: GatewayInternals,
  requestContext: RequestContext,
  inSpan: InSpan,
): Promise<QueryPlan> {
  const document = plannedNames(internals.supergraphSchema).rename(withoutIntrospection(requestContext.document));
  const key = document === requestContext.document ? planKey(requestContext) : `${planKey(requestContext)}:renamed`;
  const stored = await internals.queryPlanStore.get(key);
  if (stored) return stored;
  const attributes = requestContext.operationName
    ? { attributes: { 'graphql.operation.name': requestContext.operationName } }
    : {};
  const plan = await inSpan('gateway.plan', async () => buildPlan(internals, document, requestContext), attributes);
  try {
    await internals.queryPlanStore.set(key, plan);
  } catch (error) {
    internals.logger.warn(`Could not store queryPlan${error instanceof Error ? error.message : String(error)}`);
  }
  return plan;
}

function buildPlan(internals: GatewayInternals, document: DocumentNode, { request }: RequestContext): QueryPlan {
  const operation = federation.operationFromDocument(
    internals.apiSchema,
    document,
    request.operationName ? { operationName: request.operationName } : {},
  );
  forgetUnresolvableKeys(internals.queryPlanner);
  return internals.queryPlanner.buildQueryPlan(operation, {
    recursiveSelectionsLimitDisabled: internals.recursiveSelectionsLimitDisabled,
    nonLocalSelectionsLimitDisabled: internals.nonLocalSelectionsLimitDisabled,
  });
}

/** The key under which the gateway itself stores a plan. */
function planKey({ request, queryHash }: RequestContext): string {
  return request.operationName
    ? createHash('sha256').update(queryHash).update(request.operationName).digest('hex')
    : queryHash;
}
