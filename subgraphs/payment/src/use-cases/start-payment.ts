import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { isIdempotencyKey } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { findPayable, lockPayable } from '../db/payable-store.ts';
import { findInProgress, getPayment, insertPayment, takeStep } from '../db/payment-store.ts';
import { attemptEnd, whyNotPayable, type NotPayableReason } from '../domain/payable.ts';
import type { Payment, PaymentMethod } from '../domain/payment.ts';
import { paymentExpired, paymentStarted } from '../domain/payment-events.ts';
import type { CommandRefusal, InProgress, NotPayable, Unanswered } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { doOnce, type BuyerCommand } from './do-once.ts';

type StartPayment = BuyerCommand & {
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly reference: string | null;
};

// As the column has room for it. Whatever has a space in it is no provider's token, and may be somebody's card.
const REFERENCE = /^[\w.-]{1,64}$/;

type Answer =
  | { readonly kind: 'started' | 'inProgress'; readonly paymentId: string }
  | { readonly kind: 'notPayable'; readonly reason: NotPayableReason };

/** Opens an attempt, unless one is in progress. Starts of one order take turns at its payable. */
export async function startPayment(
  deps: Deps,
  command: StartPayment,
): Promise<Result<Payment, InvalidInput | CommandRefusal | InProgress | NotPayable | Unanswered>> {
  const { userId, orderId, method, reference } = command;
  if (!isIdempotencyKey(command.idempotencyKey)) return refuse({ kind: 'malformedKey' });
  if (reference !== null && !REFERENCE.test(reference))
    return refuse({
      kind: 'invalidInput',
      message: 'A reference has 1 to 64 letters, digits, dots, dashes or underscores.',
      field: ['input', 'reference'],
    });
  const debt = await findPayable(deps.database.db, orderId);
  if (debt?.userId !== userId) return refuse({ kind: 'notFound', what: 'order' });

  const paymentId = newId();
  const done = await doOnce<Answer>(
    deps,
    command,
    'startPayment',
    { orderId, method, reference },
    (tx) => openAttempt(tx, deps, paymentId, command),
    { kind: 'started', paymentId },
  );
  if (!done.ok) return done;
  const answer = done.value;
  if (answer.kind === 'notPayable') return refuse(answer);
  const payment = await getPayment(deps.database.db, answer.paymentId);
  if (answer.kind === 'inProgress') return refuse({ kind: 'inProgress', payment });
  return payment.status !== 'PENDING' || (await announce(deps, payment)) ? ok(payment) : refuse({ kind: 'unanswered' });
}

/** Tells the provider of an attempt; the same key again tells it again. */
async function announce({ providers, log }: Deps, payment: Payment): Promise<boolean> {
  try {
    await providers.of(payment).start(payment);
    return true;
  } catch (error) {
    log.warn({ err: error, paymentId: payment.id }, 'the provider does not answer to the start of a payment');
    return false;
  }
}

async function openAttempt(
  tx: Tx,
  { providers, windowMs }: Deps,
  paymentId: string,
  { orderId, method, reference }: StartPayment,
): Promise<Answer> {
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
  const payment = {
    id: paymentId,
    orderId,
    userId,
    method,
    provider: providers.forMethod(method).name,
    reference,
    amountMinor,
    currency,
    startedAt: now,
    expiresAt: attemptEnd(now, windowMs, holdExpiresAt),
  };
  await insertPayment(tx, payment);
  await recordEvents(tx, [paymentStarted(payment)]);
  return { kind: 'started', paymentId };
}
