import { claimDueCharges } from '../db/charge-store.ts';
import { lockPayable } from '../db/payable-store.ts';
import { getPayment } from '../db/payment-store.ts';
import { askProvider } from './ask-provider.ts';
import { bookReport } from './book-report.ts';
import type { Deps } from './deps.ts';

const BATCH = 20;

/**
 * Finds out what became of charges whose answer is missing: the process that asked died, or the provider did not
 * answer. Any number of processes may do so at once. Returns true when there may be more.
 */
export async function settleCharges(deps: Deps): Promise<boolean> {
  const paymentIds = await claimDueCharges(deps.database, BATCH);
  await Promise.all(paymentIds.map((paymentId) => settleCharge(deps, paymentId)));
  return paymentIds.length === BATCH;
}

/** Never rejects: what cannot be booked now is asked for again. */
async function settleCharge(deps: Deps, paymentId: string): Promise<void> {
  const { database, log } = deps;
  try {
    const attempt = await getPayment(database.db, paymentId);
    const report = await askProvider(deps, attempt);
    if (report === null) return;
    await database.transaction(async (tx) => {
      const { payable } = await lockPayable(tx, attempt.orderId);
      await bookReport(tx, payable, paymentId, report);
    });
  } catch (error) {
    log.warn({ err: error, paymentId }, 'the answer to a charge is not booked; it is asked for again');
  }
}
