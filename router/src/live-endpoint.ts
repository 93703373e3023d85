import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { SubscriptionSource } from '@storegraph/gateway-executor/subscription';
import type { OperationLimits } from '@storegraph/schema-executor/cost/limits';
import { HttpError, sendJson } from '@storegraph/subgraph-kit/http/http-server';
import type { CheckOperation } from './check-operation.ts';
import type { EndedSessions } from './ended-sessions.ts';
import { answerErrors } from './error-boundary.ts';
import { startEventStream } from './event-stream.ts';
import type { RouterGateway } from './gateway.ts';
import { identify, type IdentifyOptions } from './identify.ts';
import { readSubscription, type Subscription } from './read-subscription.ts';
import { logRequest } from './request-log.ts';
import type { RouterContext } from './router-context.ts';
import { createStreamPlaces, type StreamLimits } from './stream-limits.ts';

/** What answers `/graphql/stream`. */
export type LiveEndpoint = {
  readonly answer: (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;
  /** Cuts every stream off, to be opened again elsewhere. */
  readonly stop: () => void;
};

export type LiveEndpointOptions = IdentifyOptions & {
  readonly endedSessions: EndedSessions;
  readonly source: SubscriptionSource;
  readonly limits: StreamLimits;
  readonly operationLimits: OperationLimits;
  readonly check: CheckOperation;
  readonly heartbeatMs: number;
};

/** Longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Serves subscriptions, each on a connection of its own, until they are over, the access token expires, its session
 * ends, or either side stops.
 */
export function createLiveEndpoint({ gateway, schema }: RouterGateway, options: LiveEndpointOptions): LiveEndpoint {
  const { log, endedSessions, source, limits, operationLimits, check, heartbeatMs } = options;
  const stopping = new AbortController();
  const takePlace = createStreamPlaces(limits);

  const refuse = (response: ServerResponse, errors: readonly GraphQLError[], requestId: string): void =>
    sendJson(response, 400, { errors: answerErrors(errors, log, requestId) });

  const stream = async (
    response: ServerResponse,
    subscription: Subscription,
    context: RouterContext,
  ): Promise<void> => {
    const { signal, requestId } = context;
    const { query, document, variables, operationName } = subscription;
    const request = { query, variables, ...(operationName !== undefined && { operationName }) };
    const answers = await gateway.subscribe({ request, document, context }, source);
    if (!(Symbol.asyncIterator in answers))
      return refuse(response, (answers.errors ?? []).map(asBadUserInput), requestId);
    const events = startEventStream(response, heartbeatMs, signal);
    try {
      for await (const { errors, ...answer } of answers)
        await events.next(errors === undefined ? answer : { errors: answerErrors(errors, log, requestId), ...answer });
      // One that was cut off ends without it, which tells the client to come again, with a new token.
      if (!signal.aborted) events.complete();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      events.end();
    }
  };

  return {
    stop: () => stopping.abort(),
    answer: async (request, response, requestId) => {
      const entry = logRequest(log, request, response, requestId);
      const { viewer, expiresAt } = await identify(request, response, () => {}, options, requestId);
      // An anonymous stream would stay anonymous, so here it is refused: the client comes back with a new token.
      if (response.hasHeader('www-authenticate')) throw new HttpError(401, 'The access token is not valid');
      if (viewer.kind === 'user') entry.nameUser(viewer.userId);
      const subscription = await readSubscription(request, { schema: schema(), limits: operationLimits, check });
      if (!('document' in subscription)) return refuse(response, subscription, requestId);
      if (subscription.name !== undefined) entry.nameOperation(subscription.name);
      const freePlace = takePlace(viewer);
      const closed = new AbortController();
      response.once('close', () => closed.abort());
      if (response.closed) closed.abort();
      const expiry =
        expiresAt && setTimeout(() => closed.abort(), Math.min(MAX_TIMER_MS, expiresAt.getTime() - Date.now()));
      const stopWaiting =
        viewer.kind === 'user' ? endedSessions.whenEnded(viewer.sessionId, () => closed.abort()) : () => {};
      const signal = AbortSignal.any([closed.signal, stopping.signal]);
      try {
        await stream(response, subscription, {
          requestId,
          viewer,
          addressHash: options.hashAddress(request),
          setCookie: () => {},
          cookie: undefined,
          userAgent: undefined,
          signal,
          nameOperation: entry.nameOperation,
        });
      } finally {
        if (expiry !== null) clearTimeout(expiry);
        stopWaiting();
        closed.abort();
        freePlace();
      }
    },
  };
}

// What is wrong before the first event is wrong with the variables.
const asBadUserInput = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
