import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { optional, severalLines } from '@storegraph/subgraph-kit/input/text';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { ok, refuse, type KeyConflict } from '@storegraph/subgraph-kit/result';
import { findOrder } from '../db/order-store.ts';
import { beginClosing, findSaga } from '../db/saga-store.ts';
import { orderNotFound, unavailable, type OrderResult, type Unavailable } from '../domain/refusals.ts';
import { orderOnce, asBuyerOrStaff } from './order-once.ts';
import { cancelPaid } from './cancel-paid.ts';
import type { Deps } from './deps.ts';

/**
 * Ends an order before it is confirmed. Of an unpaid one the intent is written first; it is cancelled once payment
 * has said that nothing more can be paid for it, now or when payment answers again. A paid one is cancelled at once,
 * and refunded.
 */
export const cancelOrder = withInput(
  z.object({ orderId: id, reason: optional(severalLines('A reason', 500)), idempotencyKey }),
  async (deps: Deps, viewer: Person, input): Promise<OrderResult<KeyConflict | Unavailable>> => {
    const { orderId, idempotencyKey: key, reason } = input;
    const request = { operation: 'cancelOrder', key, orderId, actorOf: asBuyerOrStaff, rest: { reason } };
    const intent = await orderOnce(deps, viewer, request, async (tx, order, actor) => {
      const hasBegun =
        (await beginClosing(tx, order.id, { transition: 'cancel', actor, reason })) ||
        (await cancelPaid(tx, order, { actor, reason }));
      return hasBegun || isBeingEnded(tx, order.id);
    });
    if (!intent.ok) return intent;
    await deps.advance(orderId);
    return readOutcome(deps, viewer, orderId);
  },
);

// Another cancellation, or the end of the hold, came first: this one waits for the same outcome.
const isBeingEnded = async (tx: Tx, orderId: string): Promise<boolean> =>
  (await findSaga(tx, orderId))?.state === 'CLOSING_PAYABLE';

async function readOutcome(deps: Deps, viewer: Person, orderId: string): Promise<OrderResult<Unavailable>> {
  const order = await findOrder(deps.database.db, viewer, orderId);
  if (order === null) return refuse(orderNotFound);
  switch (order.status) {
    case 'CANCELLED':
      return ok(order);
    case 'PENDING_PAYMENT':
      return refuse(unavailable);
    case 'PAID':
    case 'CONFIRMED':
    case 'COMPLETED':
    case 'EXPIRED':
      return refuse({ kind: 'wrongStatus', order });
  }
}
