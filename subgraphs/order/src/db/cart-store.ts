import { and, asc, eq, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import { oneOf } from '@storegraph/subgraph-kit/one-of';
import { isGiven, prepared } from '@storegraph/subgraph-kit/prepared';
import type { CartLine } from '../domain/cart.ts';
import type { VariantQuantity } from '../domain/quantities.ts';
import { cartLineTable, cartTable } from './schema.ts';

/** Lines of many carts, each cart's oldest first. */
export async function findCartLines(db: Db | Tx, ownerIds: readonly string[]): Promise<readonly (CartLine & { readonly ownerId: string })[]> {
  const rows = await linesOfCarts(db).execute({ ownerIds });
  return rows.map(({ unitPriceMinor, currency, ...line }) => ({
    ...line,
    priceWhenAdded: unitPriceMinor === null || currency === null ? null : money(unitPriceMinor, currency),
  }));
}

const linesOfCarts = prepared((db) => {
  const { ownerId, position, variantId } = cartLineTable;
  return db.select().from(cartLineTable).where(oneOf(ownerId, sql.placeholder('ownerIds'))).orderBy(asc(ownerId), asc(position), asc(variantId)).prepare();
});

/** Locks a cart until the end of the transaction, and reads it. Every write of a cart begins with it. */
export async function lockCart(tx: Tx, ownerId: string): Promise<readonly CartLine[]> {
  await bulkInsert(tx, cartTable, [{ ownerId }], sql`updated_at = utc_timestamp(3)`);
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
  if (gone.length > 0) await lineRemoval(tx).execute({ ownerId, gone });
  for (const { variantId, quantity } of wanted)
    if (presentOf.has(variantId) && presentOf.get(variantId)?.quantity !== quantity)
      await tx.update(cartLineTable).set({ quantity, ...priceColumns(variantId) }).where(and(eq(cartLineTable.ownerId, ownerId), eq(cartLineTable.variantId, variantId)));
  if (added.length > 0)
    await bulkInsert(tx, cartLineTable, added.map((line, index) => ({ ...line, ...priceColumns(line.variantId), ownerId, id: newId(), position: next + index })));
}

const lineRemoval = prepared((db) =>
  db
    .delete(cartLineTable)
    .where(and(isGiven(cartLineTable.ownerId, 'ownerId'), oneOf(cartLineTable.id, sql.placeholder('gone'))))
    .prepare(),
);
