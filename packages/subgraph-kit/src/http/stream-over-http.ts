import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { Agent } from 'undici';
import { z } from 'zod';
import { SubgraphUnreachableError, type HttpTransportOptions } from './subgraph-client.ts';
import { parseJson } from '../json.ts';
import type { SubgraphStream } from './subgraph-request.ts';
import { signStatement, VIEWER_HEADER } from '../viewer.ts';

// The form of a stream between subgraph and router: a line of JSON for each answer, an empty one to show that it lives,
// and a last one when the subscription is over. A stream that ends without it was cut off, and is worth another try.

const HEARTBEAT_MS = 10_000;
const LONGEST_SILENCE_MS = 25_000;
const ANSWER_TIMEOUT_MS = 5_000;
const MAX_LINE_LENGTH = 10_000_000;

/**
 * Sends the answers of a subscription, no faster than they are taken.
 * @param signal - aborts when the stream is cut off, by either side
 */
export async function sendAnswers(
  response: ServerResponse,
  answers: AsyncIterable<FormattedExecutionResult>,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', connection: 'close' });
  response.write('\n');
  const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT_MS);
  try {
    for await (const answer of answers)
      if (!response.write(`${JSON.stringify({ answer })}\n`)) await once(response, 'drain', { signal });
    if (!signal.aborted) response.write('{"isOver":true}\n');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

const lineSchema = z.union([
  z.object({
    answer: z.looseObject({
      data: z.record(z.string(), z.unknown()).nullish(),
      errors: z.array(z.looseObject({ message: z.string() })).optional(),
    }),
  }),
  z.object({ isOver: z.literal(true) }),
]);

/** Opens subscriptions of a subgraph over HTTP, a connection each. One that is silent for 25 s is cut off. */
export function httpSubgraphStream({ url, secret }: HttpTransportOptions): {
  readonly stream: SubgraphStream;
  readonly close: () => Promise<void>;
} {
  const agent = new Agent({
    connectTimeout: 2_000,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: LONGEST_SILENCE_MS,
  });
  return {
    close: () => agent.destroy(),
    stream: async function* ({ query, operationName, variables, signal, ...sender }) {
      try {
        const { statusCode, body } = await agent.request({
          origin: url,
          path: '/graphql/stream',
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-request-id': sender.requestId,
            [VIEWER_HEADER]: signStatement(sender, secret),
          },
          body: JSON.stringify({ query, operationName, variables }),
          signal,
        });
        if (statusCode !== 200) {
          await body.dump();
          throw new Error(`It answered ${statusCode}`);
        }
        for await (const line of linesOf(body.setEncoding('utf8'))) {
          const message = lineSchema.parse(parseJson(line));
          if ('isOver' in message) return;
          yield message.answer as FormattedExecutionResult;
        }
      } catch (error) {
        throw new SubgraphUnreachableError(`${url} does not stream`, { cause: error });
      }
      throw new SubgraphUnreachableError(`${url} ended a stream`);
    },
  };
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) throw new Error('It sends lines without end');
    yield* lines.filter((line) => line !== '');
  }
}
