import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import { oneOf } from '@storegraph/subgraph-kit/one-of';
import type { CartLine } from '../domain/cart.ts';
import type { VariantQuantity } from '../domain/quantities.ts';
import { cartLineTable, cartTable } from './schema.ts';

/** Lines of many carts, each cart's oldest first. */
export async function findCartLines(db: Db | Tx, ownerIds: readonly string[]): Promise<readonly (CartLine & { readonly ownerId: string })[]> {
  const rows = await db
    .select()
    .from(cartLineTable)
    .where(oneOf(cartLineTable.ownerId, ownerIds))
    .orderBy(asc(cartLineTable.ownerId), asc(cartLineTable.position), asc(cartLineTable.variantId));
  return rows.map(({ unitPriceMinor, currency, ...line }) => ({
    ...line,
    priceWhenAdded: unitPriceMinor === null || currency === null ? null : money(unitPriceMinor, currency),
  }));
}

/** Locks a cart until the end of the transaction, and reads it. Every write of a cart begins with it. */
export async function lockCart(tx: Tx, ownerId: string): Promise<readonly CartLine[]> {
  await tx
    .insert(cartTable)
    .values({ ownerId })
    .onDuplicateKeyUpdate({ set: { updatedAt: sql`utc_timestamp(3)` } });
  return findCartLines(tx, [ownerId]);
}

/**
 * Makes a locked cart hold exactly these units; lines that stay keep their id and place.
 * @param prices - what a unit costs of the variants of which units are added
 */
export async function writeCart(
  tx: Tx,
  ownerId: string,
  present: readonly CartLine[],
  wanted: readonly VariantQuantity[],
  prices: ReadonlyMap<string, Money> = new Map(),
): Promise<void> {
  const priceColumns = (variantId: string) => {
    const price = prices.get(variantId);
    return price && { unitPriceMinor: price.amount, currency: price.currency };
  };
  const presentOf = new Map(present.map((line) => [line.variantId, line]));
  const wantedIds = new Set(wanted.map((line) => line.variantId));
  const gone = present.filter((line) => !wantedIds.has(line.variantId)).map((line) => line.id);
  const added = wanted.filter((line) => !presentOf.has(line.variantId));
  const next = 1 + Math.max(0, ...present.map((line) => line.position));
  if (gone.length > 0) await tx.delete(cartLineTable).where(and(eq(cartLineTable.ownerId, ownerId), oneOf(cartLineTable.id, gone)));
  for (const { variantId, quantity } of wanted)
    if (presentOf.has(variantId) && presentOf.get(variantId)?.quantity !== quantity)
      await tx.update(cartLineTable).set({ quantity, ...priceColumns(variantId) }).where(and(eq(cartLineTable.ownerId, ownerId), eq(cartLineTable.variantId, variantId)));
  if (added.length > 0)
    await tx.insert(cartLineTable).values(added.map((line, index) => ({ ...line, ...priceColumns(line.variantId), ownerId, id: newId(), position: next + index })));
}
