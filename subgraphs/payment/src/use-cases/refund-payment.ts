import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey } from '@storegraph/subgraph-kit/idempotency';
import { parseInput } from '@storegraph/subgraph-kit/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { findPayment, getPayment } from '../db/payment-store.ts';
import { claimRefund, insertRefund, lockRefundable } from '../db/refund-store.ts';
import type { Payment } from '../domain/payment.ts';
import type { CommandRefusal, ExceedsCapture, WrongStatus } from '../domain/refusals.ts';
import type { Refund } from '../domain/refund.ts';
import type { Deps } from './deps.ts';
import { doOnce } from './do-once.ts';
import { settleRefund } from './settle-refunds.ts';

const inputSchema = z.object({
  paymentId: z.string(),
  amount: z.int('Must be a whole number').min(1, 'Must be at least 1').nullish().transform((amount) => amount ?? null),
  reason: z.string().trim().min(1, 'Must not be empty').max(500, 'Must have at most 500 characters'),
  idempotencyKey: z.string().refine(isIdempotencyKey, IDEMPOTENCY_KEY_RULE),
});

type Answer = { readonly kind: 'claimed'; readonly refundId: string } | { readonly kind: 'wrongStatus' } | { readonly kind: 'exceedsCapture'; readonly refundableMinor: number };

/** Gives back some of a captured payment, or the rest of it. The amount is claimed at once; the provider is asked now, and again until it answers. */
export async function refundPayment(deps: Deps, staffId: string, input: unknown): Promise<Result<Payment, InvalidInput | CommandRefusal | WrongStatus | ExceedsCapture>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { paymentId, amount, reason, idempotencyKey } = parsed.value;
  const payment = await findPayment(deps.database.db, paymentId, 'everybodys');
  if (payment === null) return refuse({ kind: 'notFound', what: 'payment' });

  const done = await doOnce(deps, { userId: staffId, idempotencyKey }, 'refundPayment', { paymentId, amount, reason }, async (tx) => {
    const answer = await claim(tx, payment, amount, reason, staffId);
    // What was refused is noted too: somebody tried.
    await recordAudit(tx, { actorId: staffId, action: 'refundPayment', subjectId: paymentId, details: { amount, reason, ...answer } });
    return answer;
  });
  if (!done.ok) return done;
  const answer = done.value;
  if (answer.kind === 'exceedsCapture') return refuse({ ...answer, currency: payment.currency });
  if (answer.kind === 'claimed') await settleRefund(deps, answer.refundId);
  const now = await getPayment(deps.database.db, paymentId);
  return answer.kind === 'claimed' ? ok(now) : refuse({ kind: 'wrongStatus', payment: now, wanted: 'refunded' });
}

async function claim(tx: Tx, payment: Payment, amount: number | null, reason: string, requestedBy: string): Promise<Answer> {
  const refundableMinor = await lockRefundable(tx, payment.id);
  if (refundableMinor === null) return { kind: 'wrongStatus' };
  const amountMinor = amount ?? refundableMinor;
  if (amountMinor === 0 || !(await claimRefund(tx, payment.id, amountMinor))) return { kind: 'exceedsCapture', refundableMinor };
  const refund: Omit<Refund, 'status' | 'requestedAt'> = { id: newId(), paymentId: payment.id, amountMinor, currency: payment.currency, reason, requestedBy };
  await insertRefund(tx, refund);
  return { kind: 'claimed', refundId: refund.id };
}
