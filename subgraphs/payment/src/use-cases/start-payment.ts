import type { Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { isIdempotencyKey } from '@storegraph/subgraph-kit/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/outbox';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { findPayable, lockPayable } from '../db/payable-store.ts';
import { findInProgress, getPayment, insertPayment, takeStep } from '../db/payment-store.ts';
import { attemptEnd, whyNotPayable, type NotPayableReason } from '../domain/payable.ts';
import type { Payment, PaymentMethod } from '../domain/payment.ts';
import { paymentExpired, paymentStarted } from '../domain/payment-events.ts';
import type { CommandRefusal, InProgress, NotPayable } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { doOnce, type BuyerCommand } from './do-once.ts';

type StartPayment = BuyerCommand & { readonly orderId: string; readonly method: PaymentMethod; readonly reference: string | null };

// As the column has room for it. Whatever has a space in it is no provider's token, and may be somebody's card.
const REFERENCE = /^[\w.-]{1,64}$/;

type Answer =
  | { readonly kind: 'started' | 'inProgress'; readonly paymentId: string }
  | { readonly kind: 'notPayable'; readonly reason: NotPayableReason };

/** Opens an attempt, unless one is in progress. Starts of one order take turns at its payable. */
export async function startPayment(deps: Deps, command: StartPayment): Promise<Result<Payment, InvalidInput | CommandRefusal | InProgress | NotPayable>> {
  const { userId, orderId, method, reference } = command;
  if (!isIdempotencyKey(command.idempotencyKey)) return refuse({ kind: 'malformedKey' });
  if (reference !== null && !REFERENCE.test(reference))
    return refuse({ kind: 'invalidInput', message: 'A reference has 1 to 64 letters, digits, dots, dashes or underscores.', field: ['input', 'reference'] });
  const debt = await findPayable(deps.database.db, orderId);
  if (debt?.userId !== userId) return refuse({ kind: 'notFound', what: 'order' });

  const done = await doOnce(deps, command, 'startPayment', { orderId, method, reference }, (tx) => openAttempt(tx, command, deps.windowMs));
  if (!done.ok) return done;
  const answer = done.value;
  if (answer.kind === 'notPayable') return refuse(answer);
  const payment = await getPayment(deps.database.db, answer.paymentId);
  return answer.kind === 'started' ? ok(payment) : refuse({ kind: 'inProgress', payment });
}

async function openAttempt(tx: Tx, { orderId, method, reference }: StartPayment, windowMs: number): Promise<Answer> {
  const { payable, now } = await lockPayable(tx, orderId);
  const reason = whyNotPayable(payable, now);
  if (reason !== null) return { kind: 'notPayable', reason };

  const earlier = await findInProgress(tx, orderId);
  if (earlier !== null) {
    if (earlier.status !== 'EXPIRED') return { kind: 'inProgress', paymentId: earlier.id };
    // Its time is up and the sweeper has not been there, or comes at this moment: whoever flips it tells.
    if ((await takeStep(tx, 'expire', [earlier.id])) === 1) await recordEvents(tx, [paymentExpired(earlier)]);
  }

  const { userId, amountMinor, currency, holdExpiresAt } = payable;
  const payment = { id: newId(), orderId, userId, method, reference, amountMinor, currency, startedAt: now, expiresAt: attemptEnd(now, windowMs, holdExpiresAt) };
  await insertPayment(tx, payment);
  await recordEvents(tx, [paymentStarted(payment)]);
  return { kind: 'started', paymentId: payment.id };
}
