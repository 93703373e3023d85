import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { takeChargeStep } from '../db/charge-store.ts';
import { insertLedgerEntries } from '../db/ledger-store.ts';
import { getPayment } from '../db/payment-store.ts';
import {
  claimDueRefunds,
  dropClaim,
  endRefund,
  findRefund,
  lockUnreturned,
  postponeRefund,
} from '../db/refund-store.ts';
import { refundEntries } from '../domain/ledger.ts';
import { chargeReturned, paymentRefunded } from './payment-events.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';
import type { Deps } from './deps.ts';

const BATCH = 20;

/**
 * Sends refunds that wait for the provider; any number of processes may do so at once. Returns true when there may be
 * more.
 */
export async function settleRefunds(deps: Deps): Promise<boolean> {
  const refundIds = await claimDueRefunds(deps.database, BATCH);
  await Promise.all(refundIds.map((refundId) => settleRefund(deps, refundId)));
  return refundIds.length === BATCH;
}

/**
 * Asks the provider for a refund and books its answer. The provider takes it once by its id, and the answer is booked
 * once, so that it may be asked again after a crash or by two at once. Never rejects: without an answer the refund
 * waits, for longer each time.
 */
export async function settleRefund(deps: Deps, refundId: string): Promise<void> {
  const { database, providers, log } = deps;
  try {
    const refund = await findRefund(database.db, refundId);
    if (refund?.status !== 'PENDING') return;
    const payment = await getPayment(database.db, refund.paymentId);
    const outcome = await providers
      .of(payment)
      .refund({ refundId, attempt: payment, amountMinor: refund.amountMinor, currency: refund.currency });
    await database.transaction(async (tx) => {
      const { status, book } = ENDS[outcome];
      if (await endRefund(tx, refundId, status)) await book(tx, payment, refund);
    });
    if (outcome === 'refused')
      log.error(
        { refundId, paymentId: payment.id },
        'the provider refuses a refund; give the money back in another way',
      );
  } catch (error) {
    log.warn({ err: error, refundId }, 'a refund has no answer; it is sent again');
    await postponeRefund(database.db, refundId, error).catch((reason: unknown) =>
      log.warn({ err: reason, refundId }, 'a refund is not postponed; it is sent again all the same'),
    );
  }
}

const ENDS = {
  refunded: { status: 'SUCCEEDED', book: bookRefund },
  refused: { status: 'FAILED', book: (tx: Tx, _: Payment, refund: Refund) => dropClaim(tx, refund) },
} as const;

async function bookRefund(tx: Tx, payment: Payment, refund: Refund): Promise<void> {
  const movement = { ...refund, method: payment.method };
  if (payment.status === 'CAPTURED') {
    await insertLedgerEntries(tx, refundEntries(movement, 'SALES'));
    await recordEvents(tx, [paymentRefunded(payment, refund, await lockUnreturned(tx, payment))]);
    return;
  }
  if (!(await takeChargeStep(tx, 'return', payment.id)))
    throw new Error(`Refund ${refund.id} gives back what is not owed`);
  await insertLedgerEntries(tx, refundEntries(movement, 'OWED'));
  await recordEvents(tx, [chargeReturned(payment, refund)]);
}
