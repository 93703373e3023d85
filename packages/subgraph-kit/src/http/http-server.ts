import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.ts';

/** Answers one request. A rejection becomes a bare 500. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A listening server. */
export type HttpServer = {
  readonly port: number;
  readonly url: string;
  /** Answers what is on its way, stops accepting, lets running requests end (10 s at most), closes every connection. */
  stop(): Promise<void>;
};

const DRAIN_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;
// A request that was sent as the drain began is on a connection that looks idle, or is not even accepted yet.
const ON_ITS_WAY = { turns: 4, turnsAtMost: 40, turnMs: 50 };

/**
 * A request that cannot be served, with the status to answer. The answer's GraphQL code follows from it: BAD_REQUEST
 * unless there is a better one.
 */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Starts a server on node:http, with nothing between socket and handler.
 * @param options.port - 0 picks a free one
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken
 */
export async function startHttpServer(options: {
  readonly host: string;
  readonly port: number;
  readonly handler: HttpHandler;
  readonly log: Logger;
}): Promise<HttpServer> {
  let isDraining = false;
  let received = 0;
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, (request, response) => {
    received++;
    if (isDraining) response.setHeader('connection', 'close');
    // A connection whose request began before the drain is kept alive by its answer, and would hold up the stop.
    response.once('close', () => {
      if (isDraining) setImmediate(() => server.closeIdleConnections());
    });
    Promise.resolve(options.handler(request, response)).catch((error: unknown) =>
      answerFailure(response, error, options.log),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    stop: async () => {
      isDraining = true;
      if ((await connectionsOf(server)) > 0)
        // In turns: a busy process has looked at its sockets as often, however late it is. While it finds more, it goes on.
        for (let turn = 0, before = -1; turn < ON_ITS_WAY.turns || received > before; turn++) {
          if (turn === ON_ITS_WAY.turnsAtMost) break;
          before = received;
          await sleep(ON_ITS_WAY.turnMs);
        }
      await new Promise<void>((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

/** Nobody is there any more to be answered. */
class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

function answerFailure(response: ServerResponse, error: unknown, log: Logger): void {
  if (error instanceof ClientGoneError) {
    log.info(error.message);
    response.destroy();
    return;
  }
  const status = error instanceof HttpError ? error.status : 500;
  if (status === 500) log.error({ err: error }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (status === 429 || status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  sendJson(response, status, {
    errors: [
      {
        message: error instanceof HttpError ? error.message : 'Internal server error',
        extensions: { code: codeOf(status) },
      },
    ],
  });
}

const CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  413: 'PAYLOAD_TOO_LARGE',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

const codeOf = (status: number): string => CODES[status] ?? 'BAD_REQUEST';

/**
 * Reads a request's body.
 * @throws HttpError 413 as soon as it grows beyond `limitBytes`
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    // What comes after a refusal is read, too, and dropped: the connection's next request starts behind it.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      chunks = [];
      reject(new HttpError(413, `The request body is larger than ${limitBytes} bytes`));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // All that can break here is the client's connection.
    request.once('error', () => reject(new ClientGoneError('The client hung up within its request')));
  });
}

/**
 * Aborts when nobody waits for an answer any more: its connection closed before it was sent, or its time is over. One
 * timer and one listener; `AbortSignal.any` costs more than a small request does.
 * @param timeoutMs - any time unless given
 */
export function abandonSignal(response: ServerResponse, timeoutMs?: number): AbortSignal {
  const abandoned = new AbortController();
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => abandoned.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError')),
          timeoutMs,
        );
  const close = (): void => {
    clearTimeout(timer);
    if (!response.writableFinished) abandoned.abort();
  };
  if (response.closed) close();
  else response.once('close', close);
  return abandoned.signal;
}

/** Answers with JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** The path of a request, without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';
