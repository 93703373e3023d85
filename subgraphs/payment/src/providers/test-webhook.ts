import { z } from 'zod';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { ProviderEvent, Webhook, WebhookRefusal } from './provider.ts';
import { isSigned, sign } from './signature.ts';

const SIGNATURE_HEADER = 'storegraph-signature';

const common = { id: z.string().regex(/^[\x21-\x7e]{1,128}$/), paymentId: z.guid().toLowerCase() };
const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('captured'),
    amountMinor: z.int().min(0),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  z.object({ ...common, kind: z.literal('declined') }),
]);

/** An event of the test provider as it is sent. */
export function writeTestWebhook(
  secret: Uint8Array,
  event: ProviderEvent,
  now: Date,
): { readonly headers: Record<string, string>; readonly body: string } {
  const body = JSON.stringify(event);
  return {
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: sign(secret, Buffer.from(body), now) },
    body,
  };
}

/** Reads what {@link writeTestWebhook} writes. */
export function readTestWebhook(
  secret: Uint8Array,
  { headers, body }: Webhook,
  now: Date,
): Result<ProviderEvent, WebhookRefusal> {
  // Before anything is parsed: it may come from anybody.
  if (!isSigned(secret, body, headers.get(SIGNATURE_HEADER), now)) return refuse({ kind: 'wrongSignature' });
  const parsed = eventSchema.safeParse(parseJson(body.toString('utf8')));
  return parsed.success ? ok(parsed.data) : refuse({ kind: 'malformed' });
}
