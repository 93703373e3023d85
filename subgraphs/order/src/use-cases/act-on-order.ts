import type { Tx } from '@storegraph/subgraph-kit/database';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { once } from '@storegraph/subgraph-kit/idempotency';
import type { Person } from '@storegraph/subgraph-kit/person';
import { ok, refuse } from '@storegraph/subgraph-kit/result';
import { findOrder } from '../db/order-store.ts';
import type { Order } from '../domain/order.ts';
import { orderNotFound, type KeyConflict, type OrderResult } from '../domain/refusals.ts';
import type { Actor } from '../domain/timeline.ts';
import type { Deps } from './deps.ts';

/** What a request with a key came to; kept with the key. */
type Outcome = 'done' | 'notFound' | 'wrongStatus';

/**
 * Does something with one order, once per idempotency key, and answers with the order as it is then.
 * @param act - guarded by the order's state; false, having changed nothing, when the order is not in it
 */
export async function actOnOrder(
  deps: Deps,
  viewer: Person,
  request: { readonly operation: string; readonly orderId: string; readonly idempotencyKey: string; readonly rest?: unknown },
  act: (tx: Tx, order: Order) => Promise<boolean>,
): Promise<OrderResult<KeyConflict>> {
  const orderId = idOrNil(request.orderId);
  const done = await once<Outcome>(
    deps.database,
    { scope: viewer.userId, operation: request.operation, key: request.idempotencyKey, request: { orderId, rest: request.rest } },
    async (tx) => {
      const order = await findOrder(tx, viewer, orderId);
      if (order === null) return 'notFound';
      return (await act(tx, order)) ? 'done' : 'wrongStatus';
    },
  );
  if (done.kind === 'conflict') return refuse({ kind: 'keyConflict' });
  deps.relay.wake();
  return readAnswer(deps, viewer, orderId, done.answer);
}

async function readAnswer(deps: Deps, viewer: Person, orderId: string, outcome: Outcome): Promise<OrderResult> {
  const order = await findOrder(deps.database.db, viewer, orderId);
  if (order === null || outcome === 'notFound') return refuse(orderNotFound);
  return outcome === 'done' ? ok(order) : refuse({ kind: 'wrongStatus', order });
}

/** Somebody who acts on an order in the name of the shop. */
export const asStaff = (viewer: Person): Actor => ({ kind: 'STAFF', userId: viewer.userId });

/** Whoever acts on an order that is theirs, or that they see as staff. */
export const asBuyerOrStaff = (viewer: Person, order: Order): Actor => ({ kind: viewer.userId === order.userId ? 'BUYER' : 'STAFF', userId: viewer.userId });
