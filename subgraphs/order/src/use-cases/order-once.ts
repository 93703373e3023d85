import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { type Person, isStaff } from '@storegraph/subgraph-kit/viewer';
import { ok, refuse, type KeyConflict } from '@storegraph/subgraph-kit/result';
import { recordStaffAction } from '../db/audit-store.ts';
import { findOrder } from '../db/order-store.ts';
import type { Order } from '../domain/order.ts';
import { orderNotFound, type OrderResult } from '../domain/refusals.ts';
import type { Actor } from '../domain/timeline.ts';
import type { Deps } from './deps.ts';

/** What a request with a key came to; kept with the key. */
type Outcome = 'done' | 'notFound' | 'wrongStatus';

/** Who acts, in which name; null for an order that they do not see. */
type ActorOf = (viewer: Person, order: Order | null) => Actor;

/**
 * Does something with one order, once per idempotency key, and answers with the order as it is then. What staff did or
 * were refused is audited.
 * @param request.rest - what was asked for beside the order
 * @param act - guarded by the order's state; false, having changed nothing, when the order is not in it
 */
export async function orderOnce(
  deps: Deps,
  viewer: Person,
  request: {
    readonly operation: string;
    readonly key: string;
    readonly orderId: string;
    readonly actorOf: ActorOf;
    readonly rest?: Readonly<Record<string, unknown>>;
  },
  act: (tx: Tx, order: Order, actor: Actor) => Promise<boolean>,
): Promise<OrderResult<KeyConflict>> {
  const { operation, key, orderId, actorOf, rest } = request;
  const entry = { action: operation, subjectId: orderId, details: rest };
  const done = await once<Outcome>(
    deps.database,
    { scope: viewer.userId, operation, key, request: { orderId, rest }, likely: 'done' },
    async (tx) => {
      const order = await findOrder(tx, viewer, orderId);
      const actor = actorOf(viewer, order);
      const outcome = order === null ? 'notFound' : (await act(tx, order, actor)) ? 'done' : 'wrongStatus';
      await recordStaffAction(tx, actor, { ...entry, refused: outcome === 'done' ? undefined : outcome });
      return outcome;
    },
  );
  if (!done.ok) {
    await deps.database.transaction(async (tx) =>
      recordStaffAction(tx, actorOf(viewer, await findOrder(tx, viewer, orderId)), {
        ...entry,
        refused: 'keyConflict',
      }),
    );
    return done;
  }
  return readAnswer(deps, viewer, orderId, done.value);
}

async function readAnswer(deps: Deps, viewer: Person, orderId: string, outcome: Outcome): Promise<OrderResult> {
  const order = await findOrder(deps.database.db, viewer, orderId);
  if (order === null || outcome === 'notFound') return refuse(orderNotFound);
  return outcome === 'done' ? ok(order) : refuse({ kind: 'wrongStatus', order });
}

/** A member of staff, in the name of the shop. */
export const asStaff = (viewer: Person): Actor => ({ kind: 'STAFF', userId: viewer.userId });

/** A buyer on their own order, or staff on another's. */
export const asBuyerOrStaff: ActorOf = (viewer, order) => ({
  kind: isStaff(viewer) && viewer.userId !== order?.userId ? 'STAFF' : 'BUYER',
  userId: viewer.userId,
});
