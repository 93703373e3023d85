import type { Tx } from '@storegraph/subgraph-kit/database';
import { findCartLines, lockCart, writeCart } from '../db/cart-store.ts';
import { NOBODY, type Cart, type CartLine } from '../domain/cart.ts';
import { mergeCarts } from '../domain/merge-carts.ts';
import type { Deps } from './deps.ts';

/** Whose cart, and the visitor whose cart goes into it. */
export type CartOwner = { readonly ownerId: string; readonly visitorId: string | null };

/** Reads a cart; what a visitor had put into theirs before signing in is moved into it first. */
export async function readCart(deps: Pick<Deps, 'database'>, owner: CartOwner | null): Promise<Cart> {
  if (owner === null) return { ownerId: NOBODY, lines: [] };
  const { ownerId, visitorId } = owner;
  const lines = await findCartLines(deps.database.db, visitorId === null ? [ownerId] : [ownerId, visitorId]);
  if (lines.every((line) => line.ownerId === ownerId)) return { ownerId, lines };
  return { ownerId, lines: await deps.database.transaction((tx) => lockMergedCart(tx, owner)) };
}

/** Locks a cart for writing, with what a visitor's held moved into it. */
export async function lockMergedCart(tx: Tx, { ownerId, visitorId }: CartOwner): Promise<readonly CartLine[]> {
  // The owner's first, so that two requests of one browser wait for each other rather than deadlock.
  const own = await lockCart(tx, ownerId);
  if (visitorId === null) return own;
  const visitors = (await findCartLines(tx, [visitorId])).length === 0 ? [] : await lockCart(tx, visitorId);
  if (visitors.length === 0) return own;
  // What the visitor saw last is what the prices of today are compared with.
  const prices = new Map(visitors.flatMap(({ variantId, priceWhenAdded }) => (priceWhenAdded === null ? [] : [[variantId, priceWhenAdded] as const])));
  await writeCart(tx, ownerId, own, mergeCarts(own, visitors), prices);
  await writeCart(tx, visitorId, visitors, []);
  return findCartLines(tx, [ownerId]);
}
