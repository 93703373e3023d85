import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { takeChargeStep } from '../db/charge-store.ts';
import { insertLedgerEntries } from '../db/ledger-store.ts';
import { endPayable } from '../db/payable-store.ts';
import { lockPayment, takeStep } from '../db/payment-store.ts';
import { insertRefund } from '../db/refund-store.ts';
import type { ChargeReport } from '../domain/charge.ts';
import { captureEntries } from '../domain/ledger.ts';
import type { Payable } from '../domain/payable.ts';
import { paymentCaptured, paymentFailed } from './payment-events.ts';
import type { Payment } from '../domain/payment.ts';

/**
 * Books what a provider says of an attempt; the caller holds the lock of its payable. Money that comes in time, for an
 * order that still owes it, pays the order. Any other money is noted and goes back in whole: it revives neither order
 * nor attempt. Said again, by several at once, or after something newer, it changes nothing.
 */
export async function bookReport(tx: Tx, payable: Payable, paymentId: string, report: ChargeReport): Promise<void> {
  const attempt = await lockPayment(tx, paymentId);
  if (report.kind === 'taken' && isDue(payable, report) && (await takeStep(tx, 'capture', [paymentId])) === 1)
    await pay(tx, attempt);
  else if (report.kind === 'taken' && report.amountMinor > 0) {
    if (await takeChargeStep(tx, 'owe', paymentId, report)) await giveBack(tx, attempt, report);
  } else if (await takeChargeStep(tx, 'drop', paymentId)) await fail(tx, attempt);
}

type Taken = Extract<ChargeReport, { kind: 'taken' }>;

const isDue = ({ state, amountMinor, currency }: Payable, taken: Taken): boolean =>
  state === 'OPEN' && amountMinor === taken.amountMinor && currency === taken.currency;

async function pay(tx: Tx, attempt: Payment): Promise<void> {
  if (!(await takeChargeStep(tx, 'take', attempt.id, attempt)))
    throw new Error(`Charge ${attempt.id} is not the one that was asked for`);
  if (!(await endPayable(tx, attempt.orderId, 'CAPTURED')))
    throw new Error(`Payable ${attempt.orderId} ended under its lock`);
  await insertLedgerEntries(tx, captureEntries(attempt, 'SALES'));
  await recordEvents(tx, [paymentCaptured(attempt)]);
}

async function fail(tx: Tx, attempt: Payment): Promise<void> {
  if ((await takeStep(tx, 'fail', [attempt.id])) === 1) await recordEvents(tx, [paymentFailed(attempt)]);
}

async function giveBack(tx: Tx, attempt: Payment, { amountMinor, currency }: Taken): Promise<void> {
  // One in time was paid with another amount, and cannot be paid again.
  await fail(tx, attempt);
  await insertLedgerEntries(tx, captureEntries({ ...attempt, amountMinor, currency }, 'OWED'));
  const refund = {
    id: newId(),
    paymentId: attempt.id,
    amountMinor,
    currency,
    reason: 'The payment had ended when its money came',
    requestedBy: null,
  };
  await insertRefund(tx, refund, 'worker');
}
