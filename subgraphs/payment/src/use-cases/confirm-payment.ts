import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '@storegraph/subgraph-kit/database';
import { isIdempotencyKey } from '@storegraph/subgraph-kit/idempotency';
import { recordEvents, type OutboxRelay } from '@storegraph/subgraph-kit/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { insertLedgerEntries } from '../db/ledger-store.ts';
import { endPayable, lockPayable } from '../db/payable-store.ts';
import { findPayment, getPayment, takeStep } from '../db/payment-store.ts';
import { captureEntries } from '../domain/ledger.ts';
import { whyNotPayable } from '../domain/payable.ts';
import type { Payment } from '../domain/payment.ts';
import { paymentCaptured, paymentFailed } from '../domain/payment-events.ts';
import type { CommandRefusal, Declined, WindowClosed, WrongStatus } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { doOnce, type BuyerCommand } from './do-once.ts';

type ConfirmPayment = BuyerCommand & { readonly paymentId: string };

type Answer = { readonly kind: 'captured' } | { readonly kind: 'declined' } | { readonly kind: 'wrongStatus' } | { readonly kind: 'windowClosed'; readonly canStartAgain: boolean };

/** Pays, if the provider takes the money, if the attempt is in time and the order still takes money; then tries to have the order told before answering. */
export async function confirmPayment(deps: Deps, command: ConfirmPayment): Promise<Result<Payment, CommandRefusal | Declined | WindowClosed | WrongStatus>> {
  const { userId, paymentId } = command;
  if (!isIdempotencyKey(command.idempotencyKey)) return refuse({ kind: 'malformedKey' });
  const attempt = await findPayment(deps.database.db, paymentId, { onlyOf: userId });
  if (attempt === null) return refuse({ kind: 'notFound', what: 'payment' });

  const charge = { ...attempt, paymentId };
  const outcome = attempt.status === 'PENDING' ? await deps.provider.capture(charge) : null;
  const done = await doOnce(deps, command, 'confirmPayment', { paymentId }, (tx) => (outcome === 'declined' ? decline(tx, attempt) : capture(tx, attempt)));
  if (!done.ok) return done;
  const answer = done.value;
  if (answer.kind === 'captured') await deliverSoon(deps.relay);
  const payment = await getPayment(deps.database.db, paymentId);
  if (answer.kind === 'captured') return ok(payment);
  // The provider took the money, and the attempt ended meanwhile. One that somebody else captured keeps it.
  if (outcome === 'captured' && payment.status !== 'CAPTURED') await deps.provider.cancel(charge);
  if (answer.kind === 'declined') return refuse({ kind: 'declined', payment });
  return answer.kind === 'windowClosed' ? refuse({ ...answer, payment }) : refuse({ kind: 'wrongStatus', payment, wanted: 'confirmed' });
}

async function decline(tx: Tx, attempt: Payment): Promise<Answer> {
  if ((await takeStep(tx, 'fail', [attempt.id])) === 0) return capture(tx, attempt);
  await recordEvents(tx, [paymentFailed(attempt)]);
  return { kind: 'declined' };
}

async function capture(tx: Tx, attempt: Payment): Promise<Answer> {
  const { payable, now } = await lockPayable(tx, attempt.orderId);
  if (payable.state === 'OPEN' && (await takeStep(tx, 'capture', [attempt.id])) === 1) {
    if (!(await endPayable(tx, attempt.orderId, 'CAPTURED'))) throw new Error(`Payable ${attempt.orderId} ended under its lock`);
    await insertLedgerEntries(tx, captureEntries(attempt));
    await recordEvents(tx, [paymentCaptured(attempt)]);
    return { kind: 'captured' };
  }
  const { status } = await getPayment(tx, attempt.id);
  return status === 'EXPIRED' ? { kind: 'windowClosed', canStartAgain: whyNotPayable(payable, now) === null } : { kind: 'wrongStatus' };
}

const DELIVERY_BUDGET_MS = 1_000;

/** The money stands whether or not the order hears of it now; the relay goes on in the background. */
async function deliverSoon(relay: OutboxRelay): Promise<void> {
  const patience = new AbortController();
  const outOfPatience = sleep(DELIVERY_BUDGET_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([relay.runNow(), outOfPatience]);
  patience.abort();
}
