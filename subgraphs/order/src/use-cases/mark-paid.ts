import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { moveOrderWithSaga } from '../db/order-store.ts';
import { awaitConfirmation, lockIntendedEnd } from '../db/saga-store.ts';
import { SYSTEM } from '../domain/timeline.ts';
import { cancelPaid } from './cancel-paid.ts';

/**
 * Marks an unpaid order as paid, and gives up what its saga was about to do, but for a cancellation: a buyer who
 * cancelled gets the money back. Told twice, by the event and by the answer to closing, it has one effect; an
 * order that has ended stays ended.
 * @param paidAt - when the money came, if that is known
 */
export async function markPaid(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  paidAt?: Date,
): Promise<void> {
  // The saga first, as in every transaction that changes both: one order of locks.
  const intendedEnd = await lockIntendedEnd(tx, order.id);
  if (!(await awaitConfirmation(tx, order.id))) return;
  await moveOrderWithSaga(tx, order, 'pay', { actor: SYSTEM, ...(paidAt && { at: paidAt }) });
  if (intendedEnd?.transition === 'cancel') await cancelPaid(tx, order, intendedEnd);
}
