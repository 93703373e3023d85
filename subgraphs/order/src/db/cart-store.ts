import { and, asc, eq, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import type { CartLine } from '../domain/cart.ts';
import type { VariantQuantity } from '../domain/quantities.ts';
import { cartLineTable, cartTable } from './schema.ts';

const { ownerId, position, variantId } = cartLineTable;

const linesOfCarts = statement('order.findCartLines', { ownerIds: listOf(ownerId) }, (db, { ownerIds }) =>
  db.select().from(cartLineTable).where(oneOf(ownerId, ownerIds)).orderBy(asc(ownerId), asc(position), asc(variantId)),
);

/** Lines of many carts, each cart's oldest first. */
export async function findCartLines(
  db: Db | Tx,
  ownerIds: readonly string[],
): Promise<readonly (CartLine & { readonly ownerId: string })[]> {
  const rows = await linesOfCarts(db, { ownerIds });
  return rows.map(({ unitPriceMinor, currency, ...line }) => ({
    ...line,
    priceWhenAdded: unitPriceMinor === null || currency === null ? null : money(unitPriceMinor, currency),
  }));
}

/** Locks a cart until the end of the transaction, and reads it. Every write of a cart begins with it. */
export async function lockCart(tx: Tx, ownerId: string): Promise<readonly CartLine[]> {
  await bulkInsert(tx, cartTable, [{ ownerId }], sql`updated_at = utc_timestamp(3)`);
  return findCartLines(tx, [ownerId]);
}

const lineRemoval = statement(
  'order.removeCartLines',
  { ownerId, ids: listOf(cartLineTable.id) },
  (db, { ids, ...given }) =>
    db.delete(cartLineTable).where(and(eq(ownerId, given.ownerId), oneOf(cartLineTable.id, ids))),
);

/**
 * Makes a locked cart hold exactly these units; lines that stay keep their id and place.
 * @param prices - what a unit costs of the variants of which units are added
 * @returns its lines
 */
export async function writeCart(
  tx: Tx,
  ownerId: string,
  present: readonly CartLine[],
  wanted: readonly VariantQuantity[],
  prices: ReadonlyMap<string, Money> = new Map(),
): Promise<readonly CartLine[]> {
  const quantityOf = new Map(wanted.map(({ variantId, quantity }) => [variantId, quantity]));
  const gone = present.filter(({ variantId }) => !quantityOf.has(variantId));
  const kept = present.flatMap((line): CartLine[] => {
    const quantity = quantityOf.get(line.variantId);
    if (quantity === undefined) return [];
    return [
      quantity === line.quantity
        ? line
        : { ...line, quantity, priceWhenAdded: prices.get(line.variantId) ?? line.priceWhenAdded },
    ];
  });
  const next = 1 + Math.max(0, ...present.map(({ position }) => position));
  const added = wanted
    .filter(({ variantId }) => !present.some((line) => line.variantId === variantId))
    .map(({ variantId, quantity }, index): CartLine => ({
      id: newId(),
      variantId,
      quantity,
      position: next + index,
      priceWhenAdded: prices.get(variantId) ?? null,
    }));

  if (gone.length > 0) await lineRemoval(tx, { ownerId, ids: gone.map(({ id }) => id) });
  for (const line of kept)
    if (!present.includes(line))
      await tx
        .named('order.changeCartLine')
        .update(cartLineTable)
        .set(toColumns(line))
        .where(and(eq(cartLineTable.ownerId, ownerId), eq(cartLineTable.variantId, line.variantId)));
  await bulkInsert(
    tx,
    cartLineTable,
    added.map((line) => ({ ...line, ...toColumns(line), ownerId })),
  );
  return [...kept, ...added];
}

const toColumns = ({ quantity, priceWhenAdded }: CartLine) => ({
  quantity,
  unitPriceMinor: priceWhenAdded?.amount ?? null,
  currency: priceWhenAdded?.currency ?? null,
});
