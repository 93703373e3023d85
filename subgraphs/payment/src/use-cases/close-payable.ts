import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { endPayable, findPayable } from '../db/payable-store.ts';
import { findInProgress, takeStep } from '../db/payment-store.ts';
import { isSameDebt, type Debt, type PayableState } from '../domain/payable.ts';
import { paymentCancelled, paymentExpired } from './payment-events.ts';
import type { OtherDebt } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/**
 * Ends what an order owes, unless the money came first. An order that is not known yet gets a closed payable, so that
 * an `openPayable` that was overtaken finds it closed. Repeated, it answers the same.
 */
export async function closePayable(
  { database, insertPayable }: Deps,
  debt: Debt,
): Promise<Result<PayableState, OtherDebt>> {
  // Outside the transaction: a refused insert would leave a shared lock on the row that two closers then wait for each
  // other to drop.
  if (await insertPayable({ ...debt, state: 'CLOSED' })) return ok('CLOSED');
  const known = await findPayable(database.db, debt.orderId);
  if (known === null || !isSameDebt(known, debt)) return refuse({ kind: 'otherDebt' });

  const isClosed = await database.transaction(async (tx) => {
    if (!(await endPayable(tx, debt.orderId, 'CLOSED'))) return false;
    await endAttemptInProgress(tx, debt.orderId);
    return true;
  });
  if (isClosed) return ok('CLOSED');
  const ended = await findPayable(database.db, debt.orderId);
  return ok(ended?.state ?? 'CLOSED');
}

/** Cancels the attempt in progress; one whose time is up has expired, which readers may have seen already. */
async function endAttemptInProgress(tx: Tx, orderId: string): Promise<void> {
  const attempt = await findInProgress(tx, orderId);
  if (attempt === null) return;
  if ((await takeStep(tx, 'cancel', [attempt.id])) === 1) await recordEvents(tx, [paymentCancelled(attempt)]);
  else if ((await takeStep(tx, 'expire', [attempt.id])) === 1) await recordEvents(tx, [paymentExpired(attempt)]);
}
