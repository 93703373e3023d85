import type { SubscriptionSource } from '@storegraph/gateway-executor/subscription';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphStream } from '@storegraph/subgraph-kit/http/subgraph-request';
import { keptOpen } from './kept-open.ts';
import type { RouterContext } from './router-context.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

/** Has the subgraph that owns a subscription answer its events, for as long as the client listens. */
export const liveSource = (streams: Readonly<Record<string, SubgraphStream>>, log: Logger): SubscriptionSource =>
  async function* ({ serviceName, query, document, operationName }, variables, requestContext) {
    const stream = streams[serviceName];
    if (stream === undefined) throw new Error(`The router was given no way to subscribe to "${serviceName}"`);
    const { viewer, requestId, signal } = requestContext.context as RouterContext;
    const request = {
      query,
      document,
      variables,
      viewer,
      requestId,
      signal,
      ...(operationName !== undefined && { operationName }),
    };
    yield* keptOpen(
      () => stream(request),
      signal,
      (error) =>
        log.warn(
          { requestId, subgraph: serviceName, reason: errorText(error) },
          'a subscription was cut off; it is opened again',
        ),
    );
  };
