import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { idOrNil, newId } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { lockOwed } from '../db/charge-store.ts';
import { findPayment, getPayment } from '../db/payment-store.ts';
import { claimRefund, hasPendingRefund, insertRefund, lockRefundable, type NewRefund } from '../db/refund-store.ts';
import type { Payment } from '../domain/payment.ts';
import type { CommandRefusal, ExceedsCapture, WrongStatus } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { refundReason } from './input-rules.ts';
import { settleRefund } from './settle-refunds.ts';

const AMOUNT = 'An amount is a whole number of minor units, 1 or more.';
const inputSchema = z.object({
  paymentId: id,
  amount: z
    .int(AMOUNT)
    .min(1, AMOUNT)
    .nullish()
    .transform((amount) => amount ?? null),
  reason: refundReason,
  idempotencyKey,
});

type Answer =
  | { readonly kind: 'claimed'; readonly refundId: string }
  | { readonly kind: 'wrongStatus' }
  | ExceedsCapture;
type Refusal = CommandRefusal | WrongStatus | ExceedsCapture;

/**
 * Gives back some of a captured payment, or the rest of it. The amount is claimed at once; the provider is asked now,
 * and again until it answers. A refused refund is recorded, too.
 */
export async function refundPayment(
  deps: Deps,
  viewer: Person,
  input: { readonly paymentId: string } & Record<string, unknown>,
): Promise<Result<Payment, Refusal>> {
  const { userId: staffId } = viewer;
  const refused = async <R extends Refusal>(refusal: R): Promise<{ readonly ok: false; readonly refusal: R }> => {
    const details = { refused: refusal.kind, ...(refusal.kind === 'invalidInput' && { field: refusal.field }) };
    await deps.database.transaction((tx) =>
      recordAudit(tx, { actorId: staffId, action: 'refundPayment', subjectId: idOrNil(input.paymentId), details }),
    );
    return refuse(refusal);
  };
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return refused(parsed.refusal);
  const { idempotencyKey: key, ...request } = parsed.value;
  const { paymentId, amount, reason } = request;
  const payment = await findPayment(deps.database.db, paymentId, 'all');
  if (payment === null) return refused({ kind: 'notFound', what: 'payment' });

  const done = await once(
    deps.database,
    { scope: viewer.userId, operation: 'refundPayment', key, request },
    async (tx) => {
      const answer = await claim(tx, payment, amount, reason, staffId);
      await recordAudit(tx, {
        actorId: staffId,
        action: 'refundPayment',
        subjectId: paymentId,
        details: { amount, reason, ...answer, ...(answer.kind !== 'claimed' && { refused: answer.kind }) },
      });
      return answer;
    },
  );
  if (!done.ok) return refused(done.refusal);
  const answer = done.value;
  // Answers that were kept before there were other currencies have none.
  if (answer.kind === 'exceedsCapture') return refuse({ ...answer, currency: answer.currency ?? payment.currency });
  if (answer.kind === 'claimed') await settleRefund(deps, answer.refundId);
  const now = await getPayment(deps.database.db, paymentId);
  return answer.kind === 'claimed' ? ok(now) : refuse({ kind: 'wrongStatus', payment: now, wanted: 'refunded' });
}

async function claim(
  tx: Tx,
  payment: Payment,
  amount: number | null,
  reason: string,
  requestedBy: string,
): Promise<Answer> {
  const refundableMinor = await lockRefundable(tx, payment.id);
  if (refundableMinor === null) return claimOwed(tx, payment, amount, { reason, requestedBy });
  const amountMinor = amount ?? refundableMinor;
  if (amountMinor === 0 || !(await claimRefund(tx, payment.id, amountMinor)))
    return { kind: 'exceedsCapture', refundableMinor, currency: payment.currency };
  return insert(tx, {
    id: newId(),
    paymentId: payment.id,
    amountMinor,
    currency: payment.currency,
    reason,
    requestedBy,
  });
}

/**
 * Money that nothing is paid by goes back by itself. Only when the provider has refused that can it be tried again, in
 * whole.
 */
async function claimOwed(
  tx: Tx,
  { id: paymentId }: Payment,
  amount: number | null,
  by: Pick<NewRefund, 'reason' | 'requestedBy'>,
): Promise<Answer> {
  const owed = await lockOwed(tx, paymentId);
  if (owed === null || (await hasPendingRefund(tx, paymentId))) return { kind: 'wrongStatus' };
  if (amount !== null && amount !== owed.amountMinor)
    return { kind: 'exceedsCapture', refundableMinor: owed.amountMinor, currency: owed.currency };
  return insert(tx, { id: newId(), paymentId, ...owed, ...by });
}

async function insert(tx: Tx, refund: NewRefund): Promise<Answer> {
  await insertRefund(tx, refund);
  return { kind: 'claimed', refundId: refund.id };
}
