import type { Database, Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { findCartLines, lockCart, writeCart } from '../db/cart-store.ts';
import { NO_OWNER, type Cart, type CartLine } from '../domain/cart.ts';
import { mergeCarts } from '../domain/merge-carts.ts';

/** Whose cart, and the visitor whose cart goes into it. */
export type CartOwner = { readonly ownerId: string; readonly visitorId: string | null };

/** Reads a cart; what a visitor had put into theirs before signing in is moved into it first. */
export async function readCart(database: Database, owner: CartOwner | null): Promise<Cart> {
  if (owner === null) return { ownerId: NO_OWNER, lines: [] };
  const lines =
    (await findMergedLines(database.db, owner)) ?? (await database.transaction((tx) => lockMergedCart(tx, owner)));
  return { ownerId: owner.ownerId, lines };
}

/** As {@link readCart}, within a transaction. Another request may write the cart meanwhile. */
export const readMergedCart = async (tx: Tx, owner: CartOwner): Promise<readonly CartLine[]> =>
  (await findMergedLines(tx, owner)) ?? lockMergedCart(tx, owner);

/** Null when a visitor's lines have to be merged first. */
async function findMergedLines(db: Db, { ownerId, visitorId }: CartOwner): Promise<readonly CartLine[] | null> {
  const lines = await findCartLines(db, visitorId === null ? [ownerId] : [ownerId, visitorId]);
  return lines.every((line) => line.ownerId === ownerId) ? lines : null;
}

/** Locks a cart for writing, with what a visitor's held moved into it. */
export async function lockMergedCart(tx: Tx, { ownerId, visitorId }: CartOwner): Promise<readonly CartLine[]> {
  // The owner's first, so that two requests of one browser wait for each other rather than deadlock.
  const own = await lockCart(tx, ownerId);
  if (visitorId === null) return own;
  const visitors = (await findCartLines(tx, [visitorId])).length === 0 ? [] : await lockCart(tx, visitorId);
  if (visitors.length === 0) return own;
  // What the visitor saw last is what the prices of today are compared with.
  const prices = new Map(
    visitors.flatMap(({ variantId, priceWhenAdded }) =>
      priceWhenAdded === null ? [] : [[variantId, priceWhenAdded] as const],
    ),
  );
  await writeCart(tx, visitorId, visitors, []);
  return writeCart(tx, ownerId, own, mergeCarts(own, visitors), prices);
}
