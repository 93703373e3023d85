import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { optional, singleLine } from '@storegraph/subgraph-kit/input/text';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { insertFulfillment, markDelivered, moveOrder, moveOrderWithSaga } from '../db/order-store.ts';
import { moveSaga } from '../db/saga-store.ts';
import { advanceFor } from './advance-order.ts';
import type { Deps } from './deps.ts';
import { asStaff, orderOnce } from './order-once.ts';

// Long enough to read the new stock in the same request, when the inventory is well; the answer does not depend on it.
const PATIENCE_MS = 1_000;

const order = z.object({ orderId: id, idempotencyKey });

/** Takes a paid order on. Its stock is committed by the saga, now or when the inventory answers again. */
export const confirmOrder = withInput(order, async (deps: Deps, viewer: Person, { orderId, idempotencyKey: key }) => {
  const request = { operation: 'confirmOrder', key, orderId, actorOf: asStaff };
  const result = await orderOnce(deps, viewer, request, async (tx, order, actor) => {
    // The saga first, as in every transaction that changes both: one order of locks.
    if (!(await moveSaga(tx, order.id, 'AWAITING_CONFIRMATION', 'COMMITTING_STOCK'))) return false;
    await moveOrderWithSaga(tx, order, 'confirm', { actor });
    return true;
  });
  if (result.ok) await advanceFor(deps, result.value.id, PATIENCE_MS);
  return result;
});

const parcel = order.extend({
  carrier: singleLine('A carrier', 100),
  trackingNumber: optional(singleLine('A tracking number', 100)),
});

/** Hands a confirmed order to a carrier. */
export const shipOrder = withInput(parcel, (deps: Deps, viewer: Person, input) => {
  const { orderId, idempotencyKey: key, ...parcel } = input;
  const request = { operation: 'shipOrder', key, orderId, actorOf: asStaff, rest: parcel };
  return orderOnce(deps, viewer, request, async (tx, order, actor) => {
    if (!(await moveOrder(tx, order, 'ship', { actor, note: parcel.trackingNumber }))) return false;
    await insertFulfillment(tx, order.id, parcel);
    return true;
  });
});

/** Records that the parcel arrived, which completes the order. */
export const deliverOrder = withInput(order, (deps: Deps, viewer: Person, { orderId, idempotencyKey: key }) => {
  const request = { operation: 'deliverOrder', key, orderId, actorOf: asStaff };
  return orderOnce(deps, viewer, request, async (tx, order, actor) => {
    if (!(await moveOrder(tx, order, 'deliver', { actor }))) return false;
    await markDelivered(tx, order.id);
    return true;
  });
});
