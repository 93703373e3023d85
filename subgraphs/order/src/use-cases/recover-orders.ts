import { claimDueSagas } from '../db/saga-store.ts';
import type { Deps } from './deps.ts';

const BATCH = 20;

/**
 * Takes up what is due: orders whose hold has run out, steps that were not answered, and steps whose process died.
 * @returns true when more may be due
 */
export async function recoverOrders(deps: Deps): Promise<boolean> {
  const orderIds = await claimDueSagas(deps.database, BATCH);
  const outcomes = await Promise.allSettled(orderIds.map(deps.advance));
  for (const [index, outcome] of outcomes.entries())
    if (outcome.status === 'rejected')
      deps.log.error(
        { err: outcome.reason as unknown, orderId: orderIds[index] },
        'an order could not be recovered; it is tried again',
      );
  return orderIds.length === BATCH;
}
