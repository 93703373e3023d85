import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { newId } from '@storegraph/subgraph-kit/id';
import { insertMovements } from '../db/movement-store.ts';
import { insertStockLevels } from '../db/stock-store.ts';
import { findTakenSkus, insertVariants } from '../db/variant-store.ts';
import { Refused, type NewVariant } from './catalogue-input.ts';

/** Adds variants to a product with their first stock, booked as a receipt. @returns their ids, in order */
export async function writeVariants(
  tx: Tx,
  product: { readonly id: string; readonly firstPosition: number; readonly staffId: string },
  variants: readonly NewVariant[],
  skuField: (index: number) => readonly string[],
): Promise<readonly string[]> {
  await refuseTakenSkus(
    tx,
    variants.map(({ sku }) => sku),
    skuField,
  );
  const records = variants.map(({ sku, options, price }, index) => ({
    id: newId(),
    productId: product.id,
    sku,
    options,
    price,
    position: product.firstPosition + index,
  }));
  await orTakenSku(insertVariants(tx, records), skuField(0));
  const stocked = records.map(({ id }, index) => ({
    variantId: id,
    productId: product.id,
    onHand: variants[index]?.onHand ?? 0,
    reserved: 0,
  }));
  await insertStockLevels(tx, stocked);
  const receipts = stocked
    .filter(({ onHand }) => onHand > 0)
    .map(({ variantId, onHand }) => {
      const id = newId();
      return {
        id,
        variantId,
        kind: 'RECEIPT' as const,
        onHandDelta: onHand,
        reservedDelta: 0,
        causeId: id,
        reason: 'Opening stock',
        actorId: product.staffId,
      };
    });
  if (receipts.length > 0) await insertMovements(tx, receipts);
  return records.map(({ id }) => id);
}

async function refuseTakenSkus(
  tx: Tx,
  skus: readonly string[],
  skuField: (index: number) => readonly string[],
): Promise<void> {
  const taken = new Set(await findTakenSkus(tx, skus));
  skus.forEach((sku, index) => {
    if (taken.has(sku.toLowerCase())) throw takenSku(skuField(index));
    taken.add(sku.toLowerCase());
  });
}

/** A SKU that somebody else took since it was looked up is refused like any other. */
export async function orTakenSku<Value>(write: Promise<Value>, field: readonly string[]): Promise<Value> {
  try {
    return await write;
  } catch (error) {
    if (duplicateKeyOf(error) === 'product_variant_sku') throw takenSku(field);
    throw error;
  }
}

const takenSku = (field: readonly string[]): Refused => new Refused('nameTaken', 'Another variant has this SKU', field);
