import type { IncomingMessage, ServerResponse } from 'node:http';
import { CommandUnansweredError, sendCommand } from '@storegraph/subgraph-kit/http/command';
import { HttpError, readBody } from '@storegraph/subgraph-kit/http/http-server';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { z } from 'zod';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

/** Where payment providers tell what became of a payment: `POST /webhooks/<provider>`. */
export const WEBHOOK_PATH = '/webhooks/';

const MAX_BODY_BYTES = 65_536;
const RETRY_AFTER_SECONDS = 5;

// The signature is what counts; what identifies people and browsers is none of the provider's business, nor payment's.
const WITHHELD_HEADERS = new Set(['cookie', 'authorization']);

const REFUSALS = {
  WRONG_SIGNATURE: { status: 401, message: 'The signature is missing, wrong or too old' },
  UNKNOWN: { status: 404, message: 'There is no such provider, or no such payment of its' },
  MALFORMED: { status: 400, message: 'The body is not an event of the provider' },
};

const refusal = (reason: keyof typeof REFUSALS): HttpError =>
  new HttpError(REFUSALS[reason].status, REFUSALS[reason].message);

const answerSchema = z.object({
  receiveWebhook: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('WebhookAccepted') }),
    z.object({ __typename: z.literal('WebhookRefused'), reason: z.enum(['WRONG_SIGNATURE', 'UNKNOWN', 'MALFORMED']) }),
  ]),
});

const DOCUMENT = /* GraphQL */ `
  mutation RouterReceivesWebhook($input: WebhookInput!) {
    receiveWebhook(input: $input) {
      __typename
      ... on WebhookRefused {
        reason
      }
    }
  }
`;

/**
 * Carries webhooks to payment, which alone knows their signatures: 204 once their effect is committed, now or before.
 * What is refused or unanswered the provider sends again.
 * @param payment - undefined in a graph without payments, where every provider is unknown
 */
export const createWebhookEndpoint =
  (payment: SubgraphClient | undefined, log: Logger) =>
  async (request: IncomingMessage, response: ServerResponse, provider: string): Promise<void> => {
    if (request.method !== 'POST') throw new HttpError(405, 'Only POST is answered here');
    const body = await readBody(request, MAX_BODY_BYTES);
    if (payment === undefined || !/^[a-z][a-z0-9-]{0,31}$/.test(provider)) throw refusal('UNKNOWN');
    const input = { provider, headers: headersOf(request), body: body.toString('base64') };
    try {
      const { receiveWebhook: answer } = await sendCommand(payment, {
        service: 'router',
        query: DOCUMENT,
        variables: { input },
        answer: answerSchema,
      });
      if (answer.__typename === 'WebhookRefused') throw refusal(answer.reason);
      response.writeHead(204, { 'cache-control': 'no-store' }).end();
    } catch (error) {
      if (!(error instanceof CommandUnansweredError)) throw error;
      log.warn({ provider, reason: errorText(error) }, 'a webhook is not taken over; the provider sends it again');
      response.setHeader('retry-after', RETRY_AFTER_SECONDS);
      throw new HttpError(503, 'Payments do not answer now. Send the webhook again.');
    }
  };

const headersOf = (request: IncomingMessage): readonly { readonly name: string; readonly value: string }[] =>
  Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && !WITHHELD_HEADERS.has(name) ? [{ name, value }] : [],
  );
