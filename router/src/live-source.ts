import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriptionSource } from '@storegraph/gateway-executor/subscription';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphStream } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { RouterContext } from './router-context.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Has the subgraph that owns a subscription answer its events, for as long as the client listens. A stream that is cut
 * off, as by a restart, is opened again: its first answer is how things are then, so nothing is missed.
 */
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
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      try {
        for await (const answer of stream(request)) {
          pauseMs = FIRST_PAUSE_MS;
          yield answer;
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ requestId, subgraph: serviceName, err: error }, 'a subscription was cut off; it is opened again');
      }
      // Spread, so that those of a subgraph that restarts do not all come back at once.
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  };
