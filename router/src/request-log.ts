import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@storegraph/subgraph-kit/log';

/** What becomes known of a request while it is answered. */
export type RequestLogEntry = {
  readonly nameOperation: (name: string) => void;
  readonly nameUser: (id: string) => void;
};

const MAX_NAME_LENGTH = 100;

/** Writes one line when the request is over: never tokens, cookies, bodies or variables. */
export function logRequest(
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): RequestLogEntry {
  const startedAt = performance.now();
  let operationName: string | null = null;
  let userId: string | null = null;
  response.once('close', () => {
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    const status = response.writableFinished ? response.statusCode : 'aborted';
    log.info({ requestId, operationName, userId, method: request.method, status, ms }, 'request');
  });
  return {
    nameOperation: (name) => {
      operationName = name.slice(0, MAX_NAME_LENGTH);
    },
    nameUser: (id) => {
      userId = id;
    },
  };
}
