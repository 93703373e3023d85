import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { moveOrderWithSaga } from '../db/order-store.ts';
import { moveSaga } from '../db/saga-store.ts';
import type { IntendedEnd } from '../domain/saga.ts';

/**
 * Cancels a paid order before it is confirmed. Its saga then puts the stock back on sale and has the money refunded,
 * until both are done.
 * @returns false, having changed nothing, when it is not paid or was confirmed first
 */
export async function cancelPaid(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  end: Pick<IntendedEnd, 'actor' | 'reason'>,
): Promise<boolean> {
  // The saga first, as in every transaction that changes both: one order of locks.
  if (!(await moveSaga(tx, order.id, 'AWAITING_CONFIRMATION', 'RELEASING_PAID_STOCK'))) return false;
  await moveOrderWithSaga(tx, order, 'cancelPaid', { actor: end.actor, note: end.reason });
  return true;
}
