import type { MutationResolvers, WebhookRefusal } from '../../__generated__/resolvers.ts';
import type * as provider from '../../providers/provider.ts';
import * as useCase from '../../use-cases/receive-webhook.ts';

const REASONS: Readonly<Record<provider.WebhookRefusal['kind'], WebhookRefusal>> = {
  wrongSignature: 'WRONG_SIGNATURE',
  unknown: 'UNKNOWN',
  malformed: 'MALFORMED',
};

export const receiveWebhook: NonNullable<MutationResolvers['receiveWebhook']> = async (_, { input }, { deps }) => {
  const headers = new Map(input.headers.map(({ name, value }) => [name, value]));
  const result = await useCase.receiveWebhook(deps, input.provider, {
    headers,
    body: Buffer.from(input.body, 'base64'),
  });
  return result.ok
    ? { __typename: 'WebhookAccepted', eventId: result.value }
    : { __typename: 'WebhookRefused', reason: REASONS[result.refusal.kind] };
};
