import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { insertMovements } from '../db/movement-store.ts';
import { insertStockLevels } from '../db/stock-store.ts';
import { findTakenSkus, insertVariants } from '../db/variant-store.ts';
import type { NewVariant } from './input-rules.ts';

/** Adds variants to a product with their first stock, booked as a receipt. @returns their ids, in order */
export async function writeVariants(
  tx: Tx,
  product: { readonly id: string; readonly firstPosition: number; readonly staffId: string },
  variants: readonly NewVariant[],
): Promise<readonly string[]> {
  const records = variants.map((variant, index) => ({
    ...variant,
    id: newId(),
    productId: product.id,
    position: product.firstPosition + index,
  }));
  await insertVariants(tx, records);
  await insertStockLevels(
    tx,
    records.map(({ id, onHand }) => ({ variantId: id, productId: product.id, onHand, reserved: 0 })),
  );
  const receipts = records
    .filter(({ onHand }) => onHand > 0)
    .map(({ id: variantId, onHand }) => {
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

/** The first of some SKUs that another variant has, or one before it in the list; -1 when all are free. */
export async function indexOfTakenSku(tx: Tx, skus: readonly string[]): Promise<number> {
  const taken = await findTakenSkus(tx, skus);
  const names = skus.map((sku) => sku.toLowerCase());
  return names.findIndex((each, index) => taken.has(each) || names.indexOf(each) < index);
}
