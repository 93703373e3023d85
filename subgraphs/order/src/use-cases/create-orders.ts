import type { Database, Tx } from '@storegraph/subgraph-kit/database/database';
import { lockCart, writeCart } from '../db/cart-store.ts';
import { insertOrders, type HeldOrder, type HoldTimes } from '../db/order-store.ts';
import { moveSagas } from '../db/saga-store.ts';
import { withoutOrdered } from '../domain/cart.ts';
import type { OrderRequest } from '../domain/saga.ts';

/**
 * Makes the orders of sagas that reserved their stock, all or none, and takes what was ordered out of the carts. Done
 * again for an order that exists, it changes nothing.
 * @throws when some of several exist: each is to be made alone, then
 */
export async function createOrders(
  database: Database,
  times: HoldTimes,
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
    if (moved < orders.length) throw new Error('Some of these orders were made by another process');
    await insertOrders(tx, orders, times);
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
