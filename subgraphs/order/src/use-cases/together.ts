import type { Database, Tx } from '@storegraph/subgraph-kit/database/database';
import type { Idempotent } from '@storegraph/subgraph-kit/database/idempotency';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { lockCart, writeCart } from '../db/cart-store.ts';
import { findOrders, insertOrders, type HeldOrder } from '../db/order-store.ts';
import { findSagas, moveSagas } from '../db/saga-store.ts';
import { withoutOrdered } from '../domain/cart.ts';
import type { Order } from '../domain/order.ts';
import type { OrderRequest, Saga } from '../domain/saga.ts';
import type { ShopperLimits } from '../domain/shopper-limits.ts';
import { acceptOrders, type Acceptance, type Placement } from './accept-orders.ts';

/** What is done for one order, and for all others that need it at the same time. */
export type Together = {
  /** Accepts a request for an order, or refuses it, once per key. */
  readonly accept: (placement: Placement) => Promise<Idempotent<Acceptance>>;
  readonly findSaga: (orderId: string) => Promise<Saga | null>;
  /** Whoever's it is: ask for no others than the viewer's own. */
  readonly findOrder: (orderId: string) => Promise<Order | null>;
  /** Makes the order of a saga that reserves its stock. True once it exists, whoever made it. */
  readonly createOrder: (order: HeldOrder) => Promise<boolean>;
  /** The payable is open. False when the saga may have been moved by somebody else: look where it is. */
  readonly awaitPayment: (orderId: string) => Promise<boolean>;
};

export function createTogether(deps: {
  readonly database: Database;
  readonly limits: ShopperLimits;
  readonly holdMs: number;
}): Together {
  const { db } = deps.database;
  return {
    accept: batched((placements) => acceptOrders(deps.database, deps.limits, placements)),
    findSaga: batched(async (ids) => inOrder(ids, await findSagas(db, ids), ({ orderId }) => orderId)),
    findOrder: batched(async (ids) =>
      inOrder(ids, await findOrders(db, { kind: 'service', service: 'order' }, ids), ({ id }) => id),
    ),
    createOrder: batched((orders) => createOrders(deps, orders)),
    awaitPayment: batched(async (ids) => {
      const moved = await moveSagas(db, ids, 'OPENING_PAYABLE', 'AWAITING_PAYMENT');
      return ids.map(() => moved === ids.length);
    }),
  };
}

async function createOrders(
  { database, holdMs }: Parameters<typeof createTogether>[0],
  orders: readonly HeldOrder[],
): Promise<readonly true[]> {
  await database.transaction(async (tx) => {
    const moved = await moveSagas(
      tx,
      orders.map(({ id }) => id),
      'RESERVING_STOCK',
      'OPENING_PAYABLE',
    );
    if (moved === 0) return;
    if (moved < orders.length) throw new Error('Some of these orders were made by somebody else');
    await insertOrders(tx, orders, holdMs);
    await takeOutOfCarts(
      tx,
      orders.map(({ request }) => request),
    );
  });
  return orders.map(() => true);
}

async function takeOutOfCarts(tx: Tx, requests: readonly OrderRequest[]): Promise<void> {
  const ofCarts = requests.flatMap(({ cartOwnerId, lines }) => (cartOwnerId === null ? [] : [{ cartOwnerId, lines }]));
  // In the order of their ids, so that two groups with the same carts do not wait for each other.
  for (const { cartOwnerId, lines } of ofCarts.sort((a, b) => (a.cartOwnerId < b.cartOwnerId ? -1 : 1))) {
    const cart = await lockCart(tx, cartOwnerId);
    await writeCart(tx, cartOwnerId, cart, withoutOrdered(cart, lines));
  }
}

/** Rows by the ids that they were asked for by. */
function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): readonly (Row | null)[] {
  const rowOf = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => rowOf.get(id) ?? null);
}
