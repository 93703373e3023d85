import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { isAnswered, once } from '@storegraph/subgraph-kit/database/idempotency';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { claimAnswer, findChargeStatus, requestCharge } from '../db/charge-store.ts';
import { lockPayable } from '../db/payable-store.ts';
import { findPayment, getPayment } from '../db/payment-store.ts';
import type { ChargeReport } from '../domain/charge.ts';
import { whyNotPayable } from '../domain/payable.ts';
import type { Payment } from '../domain/payment.ts';
import type { CommandRefusal, Declined, Unanswered, WindowClosed, WrongStatus } from '../domain/refusals.ts';
import { askProvider } from './ask-provider.ts';
import { bookReport } from './book-report.ts';
import type { Deps } from './deps.ts';

type Answer =
  | { readonly kind: 'captured' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'wrongStatus' }
  | { readonly kind: 'windowClosed'; readonly canStartAgain: boolean };

/**
 * Pays, if the provider takes the money, if the attempt is in time and the order still takes money; then tries to have
 * the order told before answering. What is asked of the provider is noted first, what it answers is booked in one
 * transaction with the key: a crash in between leaves a charge that a worker asks for again.
 */
export const confirmPayment = withInput(
  z.object({ paymentId: id, idempotencyKey }),
  async (
    deps: Deps,
    viewer: Person,
    { paymentId, idempotencyKey: key },
  ): Promise<Result<Payment, CommandRefusal | Declined | Unanswered | WindowClosed | WrongStatus>> => {
    const { userId } = viewer;
    const { db } = deps.database;
    const attempt = await findPayment(db, paymentId, { ownerId: userId });
    if (attempt === null) return refuse({ kind: 'notFound', what: 'payment' });

    const isRepeated = await isAnswered(db, { scope: userId, operation: 'confirmPayment', key });
    const outcome = isRepeated ? 'known' : await takeMoney(deps, attempt);
    if (outcome === 'unanswered') return refuse({ kind: 'unanswered' });
    const done = await once<Answer>(
      deps.database,
      { scope: viewer.userId, operation: 'confirmPayment', key, request: { paymentId }, likely: { kind: 'captured' } },
      (tx) => bookAndAnswer(tx, attempt, outcome === 'known' ? null : outcome),
    );
    if (!done.ok) return done;
    const answer = done.value;
    if (answer.kind === 'captured') await deliverSoon(deps.relay);
    const payment = await getPayment(db, paymentId);
    switch (answer.kind) {
      case 'captured':
        return ok(payment);
      case 'declined':
        return refuse({ kind: 'declined', payment });
      case 'windowClosed':
        return refuse({ ...answer, payment });
      case 'wrongStatus':
        return refuse({ kind: 'wrongStatus', payment, wanted: 'confirmed' });
    }
  },
);

/**
 * `known` when the attempt takes no money, or what became of it is booked: by a webhook, a worker or another request.
 */
async function takeMoney(deps: Deps, attempt: Payment): Promise<ChargeReport | 'known' | 'unanswered'> {
  const { db } = deps.database;
  if ((await requestCharge(db, attempt.id)) !== 'REQUESTED') return 'known';
  const report = await askProvider(deps, attempt);
  if (report !== null) return report;
  // The provider may have told by webhook what it did not answer.
  return (await findChargeStatus(db, attempt.id)) === 'REQUESTED' ? 'unanswered' : 'known';
}

async function bookAndAnswer(tx: Tx, attempt: Payment, report: ChargeReport | null): Promise<Answer> {
  const { payable, now } = await lockPayable(tx, attempt.orderId);
  if (report !== null) await bookReport(tx, payable, attempt.id, report);
  const { status } = await getPayment(tx, attempt.id);
  if (status === 'EXPIRED') return { kind: 'windowClosed', canStartAgain: whyNotPayable(payable, now) === null };
  // A webhook or a worker may have booked it: the first to ask is told. Confirming again with another key is refused.
  if ((status === 'CAPTURED' || status === 'FAILED') && (await claimAnswer(tx, attempt.id)))
    return { kind: status === 'CAPTURED' ? 'captured' : 'declined' };
  return { kind: 'wrongStatus' };
}

const DELIVERY_BUDGET_MS = 1_000;

/** The money stands whether or not the order hears of it now; the relay goes on in the background. */
async function deliverSoon(relay: Deps['relay']): Promise<void> {
  const patience = new AbortController();
  const outOfPatience = sleep(DELIVERY_BUDGET_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([relay.runNow(), outOfPatience]);
  patience.abort();
}
