import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { moveOrder, moveOrderWithSaga } from '../db/order-store.ts';
import { lockSagaState, moveSaga } from '../db/saga-store.ts';
import { UNPAID_SAGA_STATES, type IntendedEnd } from '../domain/saga.ts';
import { SYSTEM } from '../domain/timeline.ts';

type OwnedOrder = { readonly id: string; readonly userId: string };

/**
 * Cancels a paid order before it is confirmed. Its saga then puts the stock back on sale and has the money refunded,
 * until both are done.
 * @returns false, having changed nothing, when it is not paid or was confirmed first
 */
export async function cancelPaid(
  tx: Tx,
  order: OwnedOrder,
  end: Pick<IntendedEnd, 'actor' | 'reason'>,
): Promise<boolean> {
  // The saga first, as in every transaction that changes both: one order of locks.
  if (!(await moveSaga(tx, order.id, 'AWAITING_CONFIRMATION', 'RELEASING_PAID_STOCK'))) return false;
  await moveOrderWithSaga(tx, order, 'cancelPaid', { actor: end.actor, note: end.reason });
  return true;
}

/**
 * Cancels an order that was refunded in whole, unless it was shipped first or has ended. Its saga then puts its units
 * back on sale, held or sold.
 * @throws Error while the order is not paid yet, so that the event comes again: that of the capture is on its way, and
 *   the order would be paid behind our back
 */
export async function cancelRefunded(tx: Tx, order: OwnedOrder): Promise<void> {
  const end = { actor: SYSTEM, reason: 'Refunded in whole' };
  // Locked, so that it is not confirmed between these looks at it.
  const state = await lockSagaState(tx, order.id);
  if (state === null || UNPAID_SAGA_STATES.includes(state)) throw new Error(`Order ${order.id} is not paid yet`);
  if (await cancelPaid(tx, order, end)) return;
  if (state !== 'COMMITTING_STOCK' && state !== 'DONE') return;
  if (!(await moveOrder(tx, order, 'cancelConfirmed', { actor: end.actor, note: end.reason }))) return;
  await moveSaga(tx, order.id, state, 'RELEASING_PAID_STOCK');
}
