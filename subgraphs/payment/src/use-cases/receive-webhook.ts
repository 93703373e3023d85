import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { ensureCharge } from '../db/charge-store.ts';
import { lockPayable } from '../db/payable-store.ts';
import { findPayment, lockPayment } from '../db/payment-store.ts';
import { AlreadyReceived, claimWebhookEvent } from '../db/webhook-event-store.ts';
import type { ChargeReport } from '../domain/charge.ts';
import type { ProviderEvent, Webhook, WebhookRefusal } from '../providers/provider.ts';
import { bookReport } from './book-report.ts';
import type { Deps } from './deps.ts';

/**
 * Takes what a provider tells by itself, once per event: its id is noted in the transaction of its effect. Refused, it
 * leaves nothing.
 * @returns the id of the event
 */
export async function receiveWebhook(
  { database, providers }: Deps,
  name: string,
  webhook: Webhook,
): Promise<Result<string, WebhookRefusal>> {
  const provider = providers.named(name);
  if (provider?.webhook == null) return refuse({ kind: 'unknown' });
  const read = provider.webhook(webhook, new Date());
  if (!read.ok) return read;
  const event = read.value;
  const attempt = await findPayment(database.db, event.paymentId, 'all');
  if (attempt?.provider !== provider.name) return refuse({ kind: 'unknown' });
  try {
    await database.transaction(async (tx) => {
      await claimWebhookEvent(tx, provider.name, event.id);
      const { payable } = await lockPayable(tx, attempt.orderId);
      // It may come before the buyer has confirmed, when the money has not been asked for yet.
      if ((await lockPayment(tx, attempt.id)).status !== 'CAPTURED') await ensureCharge(tx, attempt.id);
      await bookReport(tx, payable, attempt.id, toReport(event));
    });
  } catch (error) {
    if (!(error instanceof AlreadyReceived)) throw error;
  }
  return ok(event.id);
}

const toReport = (event: ProviderEvent): ChargeReport =>
  event.kind === 'captured'
    ? { kind: 'taken', amountMinor: event.amountMinor, currency: event.currency }
    : { kind: 'notTaken' };
