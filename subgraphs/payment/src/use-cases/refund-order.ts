import { newId } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { findCaptured } from '../db/payment-store.ts';
import { claimRefund, insertRefund, lockRefundable } from '../db/refund-store.ts';
import type { NothingCaptured } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { settleRefund } from './settle-refunds.ts';

/**
 * Gives back what is left of what was captured for an order. Repeated, it finds nothing left, and answers the same.
 */
export async function refundOrder(
  deps: Deps,
  order: { readonly orderId: string; readonly reason: string },
): Promise<Result<null, NothingCaptured>> {
  const payment = await findCaptured(deps.database.db, order.orderId);
  if (payment === null) return refuse({ kind: 'nothingCaptured' });
  const { id: paymentId, currency } = payment;
  const refundId = await deps.database.transaction(async (tx) => {
    const amountMinor = await lockRefundable(tx, paymentId);
    if (amountMinor === null || amountMinor === 0 || !(await claimRefund(tx, paymentId, amountMinor))) return null;
    const refund = { id: newId(), paymentId, amountMinor, currency, reason: order.reason, requestedBy: null };
    await insertRefund(tx, refund);
    return refund.id;
  });
  if (refundId !== null) await settleRefund(deps, refundId);
  return ok(null);
}
