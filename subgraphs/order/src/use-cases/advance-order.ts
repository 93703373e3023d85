import { setTimeout as sleep } from 'node:timers/promises';
import { CommandUnansweredError } from '@storegraph/subgraph-kit/http/command';
import { unreachable } from '@storegraph/subgraph-kit/result';
import { CommandRefusedError } from '../clients/command-refused.ts';
import { commitStock, releaseStock, returnStock } from '../clients/inventory.ts';
import { refundOrder } from '../clients/payment.ts';
import { moveSaga, postponeSaga } from '../db/saga-store.ts';
import { ALARMING_ATTEMPTS, type Saga } from '../domain/saga.ts';
import type { Deps } from './deps.ts';
import { endHold, endUnpaid, holdStock, letPay } from './saga-steps.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

/**
 * Runs an order's saga until it has to wait: for a person, for the payment, or for a subgraph that does not answer.
 * Any number of processes may run it at once: commands are idempotent by order id, and each answer is persisted once, by
 * the first to come. Within one process use cases call `deps.advance`.
 */
export async function advanceOrder(deps: Deps, orderId: string): Promise<void> {
  for (;;) {
    const saga = await deps.findSaga(orderId);
    if (saga === null) return;
    try {
      if (!(await step(deps, saga))) return;
    } catch (error) {
      if (!(error instanceof CommandUnansweredError) && !(error instanceof CommandRefusedError)) throw error;
      // Another run, or the end of the order, was first.
      if (!(await postponeSaga(deps.database.db, orderId, saga.state, error.message))) continue;
      const attempts = saga.attempts + 1;
      const level = error instanceof CommandRefusedError || attempts >= ALARMING_ATTEMPTS ? 'error' : 'warn';
      deps.log[level](
        { reason: errorText(error), orderId, state: saga.state, attempts },
        'a step of an order has no answer; it is tried again',
      );
      return;
    }
  }
}

/** One step. False when there is none to take now. */
async function step(deps: Deps, saga: Saga): Promise<boolean> {
  const { orderId } = saga;
  switch (saga.state) {
    case 'RESERVING_STOCK':
      await holdStock(deps, saga);
      return true;
    case 'OPENING_PAYABLE':
      if (!saga.isHoldOver) return !(await letPay(deps, saga));
      await endHold(deps, saga);
      return true;
    case 'AWAITING_PAYMENT':
      if (!saga.isHoldOver) return false;
      await endHold(deps, saga);
      return true;
    case 'CLOSING_PAYABLE':
      await endUnpaid(deps, saga);
      return true;
    case 'RELEASING_STOCK':
      await releaseStock(deps.inventory, orderId);
      await moveSaga(deps.database.db, orderId, 'RELEASING_STOCK', saga.refusal === null ? 'DONE' : 'REJECTED');
      return true;
    case 'RELEASING_PAID_STOCK':
      await returnStock(deps.inventory, orderId);
      await moveSaga(deps.database.db, orderId, 'RELEASING_PAID_STOCK', 'REFUNDING');
      return true;
    case 'REFUNDING':
      await refundOrder(deps.payment, orderId);
      await moveSaga(deps.database.db, orderId, 'REFUNDING', 'DONE');
      return true;
    case 'COMMITTING_STOCK':
      await commitStock(deps.inventory, orderId);
      await moveSaga(deps.database.db, orderId, 'COMMITTING_STOCK', 'DONE');
      return true;
    case 'AWAITING_CONFIRMATION':
    case 'DONE':
    case 'REJECTED':
      return false;
    default:
      return unreachable(saga);
  }
}

/**
 * Advances an order for at most `patienceMs`; what is left by then goes on by itself. Never fails: the saga is
 * persisted, and a worker has it.
 */
export async function advanceFor(deps: Deps, orderId: string, patienceMs: number): Promise<void> {
  const advance = deps
    .advance(orderId)
    .catch((error: unknown) =>
      deps.log.error({ err: error, orderId }, 'an order could not be advanced; it is tried again'),
    );
  await Promise.race([advance, sleep(patienceMs, undefined, { ref: false })]);
}
