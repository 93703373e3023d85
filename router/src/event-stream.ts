import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/**
 * How the answers of one operation travel: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, a
 * connection for each operation.
 */
export type EventStream = {
  /** Resolves when more may be sent: a slow reader slows its source down, and nothing piles up here. */
  next(result: object): Promise<void>;
  /** The operation is over. A stream that ends without it is one to open again. */
  complete(): void;
  end(): void;
};

/** @param signal - ends the wait for a slow reader */
export function startEventStream(response: ServerResponse, heartbeatMs: number, signal: AbortSignal): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nothing can follow on the connection, which would hold up a stop.
    connection: 'close',
    // Proxies that gather answers would hold events back.
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  return {
    next: async (result) => {
      if (!response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`))
        await once(response, 'drain', { signal });
    },
    complete: () => void response.write('event: complete\ndata:\n\n'),
    end: () => {
      clearInterval(heartbeat);
      response.end();
    },
  };
}
