import { isIdempotencyKey } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { findPayment, getPayment, takeStep } from '../db/payment-store.ts';
import type { Payment } from '../domain/payment.ts';
import { paymentCancelled } from '../domain/payment-events.ts';
import type { CommandRefusal, WrongStatus } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { doOnce, type BuyerCommand } from './do-once.ts';

type CancelPayment = BuyerCommand & { readonly paymentId: string };

/** Gives up a pending attempt. The payable stays open, so another may be started. */
export async function cancelPayment(
  deps: Deps,
  command: CancelPayment,
): Promise<Result<Payment, CommandRefusal | WrongStatus>> {
  const { userId, paymentId } = command;
  if (!isIdempotencyKey(command.idempotencyKey)) return refuse({ kind: 'malformedKey' });
  const attempt = await findPayment(deps.database.db, paymentId, { onlyOf: userId });
  if (attempt === null) return refuse({ kind: 'notFound', what: 'payment' });

  const done = await doOnce(deps, command, 'cancelPayment', { paymentId }, async (tx) => {
    const isCancelled = (await takeStep(tx, 'cancel', [paymentId])) === 1;
    if (isCancelled) await recordEvents(tx, [paymentCancelled(attempt)]);
    return { isCancelled };
  });
  if (!done.ok) return done;
  const payment = await getPayment(deps.database.db, paymentId);
  return done.value.isCancelled ? ok(payment) : refuse({ kind: 'wrongStatus', payment, wanted: 'cancelled' });
}
