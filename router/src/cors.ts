import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_AGE_SECONDS = 600;

/**
 * Lets pages of the allowed origins read the answer, with cookies. Pages of the router's own origin need none of it.
 * @returns true when the request was a preflight, and is answered
 */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): boolean {
  const { origin } = request.headers;
  response.appendHeader('vary', 'Origin');
  if (origin !== undefined && allowedOrigins.includes(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'x-request-id, www-authenticate, retry-after');
  }
  if (request.method !== 'OPTIONS') return false;
  if (response.hasHeader('access-control-allow-origin')) {
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader(
      'access-control-allow-headers',
      'content-type, authorization, apollo-require-preflight, x-request-id',
    );
    response.setHeader('access-control-max-age', MAX_AGE_SECONDS);
  }
  response.writeHead(204, { allow: 'GET, POST, OPTIONS' }).end();
  return true;
}
