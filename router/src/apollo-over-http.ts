import { Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import { HttpError, readBody } from '@storegraph/subgraph-kit/http/http-server';

/**
 * Answers a GraphQL request by the GraphQL over HTTP specification, through Apollo Server.
 * @param options.maxBodyBytes - a larger body is refused with 413 before it is parsed
 * @param options.context - made once per request; what it throws is answered by Apollo Server
 * @throws HttpError 413, or 400 for a body that is not JSON
 */
export async function answerGraphql<Context extends BaseContext>(
  server: ApolloServer<Context>,
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    readonly maxBodyBytes: number;
    readonly context: () => Promise<Context>;
    /** `Set-Cookie` values, asked for when the operation has ended. */
    readonly setCookies?: () => readonly string[];
  },
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'GET',
      headers,
      search: new URL(request.url ?? '/', 'http://localhost').search,
      body: request.method === 'POST' ? parseJson(await readBody(request, options.maxBodyBytes), headers) : undefined,
    },
    context: options.context,
  });
  response.statusCode = answer.status ?? 200;
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of answer.headers) if (name !== 'cache-control') response.setHeader(name, value);
  const cookies = options.setCookies?.() ?? [];
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (answer.body.kind === 'complete') response.end(answer.body.string);
  else Readable.from(answer.body.asyncIterator).pipe(response);
}

function parseJson(body: Buffer, headers: HeaderMap): unknown {
  // Another content type is left to Apollo Server, which refuses it: 415, or 400 for its guard against forged requests.
  if (!headers.get('content-type')?.toLowerCase().startsWith('application/json')) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'The request body is not valid JSON');
  }
}
