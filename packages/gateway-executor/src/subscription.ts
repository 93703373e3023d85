import { createHash } from 'node:crypto';
import { print } from 'graphql';
import type { PlannedFetch } from './data-source.ts';
import type { ExecutionResult, GatewayInternals, RequestContext, SubgraphResponse } from './gateway-internals.ts';

/**
 * A subscription that a client asks for. `document` has been validated; what else a request has is passed on to data
 * sources.
 */
export type SubscriptionRequest = Pick<RequestContext, 'request' | 'document' | 'context'> & Partial<RequestContext>;

/** Where the events of a subscription come from: the answers, one after another, to the first fetch of its plan. */
export type SubscriptionSource = (
  primary: PlannedFetch,
  variables: Record<string, unknown>,
  requestContext: RequestContext,
) => AsyncIterable<SubgraphResponse>;

/**
 * Starts a subscription: an answer for each event of its source, or one answer that says what is wrong with the
 * request.
 */
export type Subscribe = (
  request: SubscriptionRequest,
  source: SubscriptionSource,
) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;

/** Answers the events of a source, one after another; who stops taking answers stops the source. */
export async function* answerEach<Event, Answer>(
  events: AsyncIterable<Event>,
  answer: (event: Event) => Promise<Answer>,
): AsyncGenerator<Answer> {
  for await (const event of events) yield await answer(event);
}

/**
 * Completes a request to what data sources are promised to get. Its hash, by which the operation is kept compiled, is
 * that of the document: a caller may have no text of it, or another one's.
 */
export function asRequestContext(request: SubscriptionRequest, { schema, logger }: GatewayInternals): RequestContext {
  const source = print(request.document);
  const queryHash = createHash('sha256').update(source).digest('hex');
  return {
    metrics: {},
    schema,
    logger,
    operationName: request.request.operationName ?? null,
    ...request,
    source,
    queryHash,
  } as RequestContext;
}
