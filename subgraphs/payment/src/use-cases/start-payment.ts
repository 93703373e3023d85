import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { extendHold, findPayable, lockPayable } from '../db/payable-store.ts';
import { findInProgress, getPayment, insertPayment, takeStep } from '../db/payment-store.ts';
import { attemptEnd, extendsHold, whyNotPayable, type NotPayableReason } from '../domain/payable.ts';
import { PAYMENT_METHODS, type Payment } from '../domain/payment.ts';
import type { CommandRefusal, InProgress, NotPayable, Unanswered } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { paymentExpired, paymentStarted } from './payment-events.ts';

// As the column has room for it. A text with a space in it is no provider's token, and may be a card number.
const reference = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'A reference has 1 to 64 letters, digits, dots, dashes or underscores.');

const inputSchema = z.object({
  orderId: id,
  method: z.enum(PAYMENT_METHODS),
  reference: reference.nullish().transform((given) => given ?? null),
  idempotencyKey,
});
type NewAttempt = Omit<z.output<typeof inputSchema>, 'idempotencyKey'>;

type Answer =
  | { readonly kind: 'started' | 'inProgress'; readonly paymentId: string }
  | { readonly kind: 'notPayable'; readonly reason: NotPayableReason };

/** Opens an attempt, unless one is in progress. Starts of one order take turns at its payable. */
export const startPayment = withInput(
  inputSchema,
  async (
    deps: Deps,
    viewer: Person,
    { idempotencyKey: key, ...request },
  ): Promise<Result<Payment, CommandRefusal | InProgress | NotPayable | Unanswered>> => {
    const debt = await findPayable(deps.database.db, request.orderId);
    if (debt?.userId !== viewer.userId) return refuse({ kind: 'notFound', what: 'order' });

    const paymentId = newId();
    const done = await once<Answer>(
      deps.database,
      { scope: viewer.userId, operation: 'startPayment', key, request, likely: { kind: 'started', paymentId } },
      (tx) => openAttempt(tx, deps, paymentId, request),
    );
    if (!done.ok) return done;
    const answer = done.value;
    if (answer.kind === 'notPayable') return refuse(answer);
    const payment = await getPayment(deps.database.db, answer.paymentId);
    if (answer.kind === 'inProgress') return refuse({ kind: 'inProgress', payment });
    return payment.status !== 'PENDING' || (await announce(deps, payment))
      ? ok(payment)
      : refuse({ kind: 'unanswered' });
  },
);

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
  { orderId, method, reference }: NewAttempt,
): Promise<Answer> {
  const { payable, now } = await lockPayable(tx, orderId);
  const reason = whyNotPayable(payable, now);
  if (reason !== null) return { kind: 'notPayable', reason };

  const earlier = await findInProgress(tx, orderId);
  if (earlier !== null) {
    if (earlier.status !== 'EXPIRED') return { kind: 'inProgress', paymentId: earlier.id };
    // Its time is up, and the sweeper may come at this moment, too: the one that changes the row records the event.
    if ((await takeStep(tx, 'expire', [earlier.id])) === 1) await recordEvents(tx, [paymentExpired(earlier)]);
  }

  if (extendsHold(payable)) await extendHold(tx, orderId);
  const { userId, amountMinor, currency } = payable;
  const holdExpiresAt = payable.latestHoldExpiresAt ?? payable.holdExpiresAt;
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
