import type { DemoStockLevel } from '@storegraph/demo-shop/stock-book';
import type { DemoCategory, DemoOrder, DemoProduct, DemoStockMovement } from '@storegraph/demo-shop/types';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { insertCategories } from './db/category-store.ts';
import { spanOf, toProductRow } from './db/product-store.ts';
import { hashLines } from './db/reservation-store.ts';
import {
  categoryTable,
  productCategoryTable,
  productTable,
  productVariantTable,
  stockLevelTable,
  stockMovementTable,
  stockReservationLineTable,
  stockReservationTable,
} from './db/schema.ts';
import { findProductIds } from './db/variant-store.ts';
import { mergeLines } from './domain/reservation.ts';

/** True when there is a catalogue already; seed empty databases only. */
export async function isSeeded(db: Db): Promise<boolean> {
  return (await db.select({ id: categoryTable.id }).from(categoryTable).limit(1)).length > 0;
}

/** Writes the shelves. */
export async function seedCategories(db: Db, categories: readonly DemoCategory[]): Promise<void> {
  const parentsFirst = [...categories].sort((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null));
  await insertCategories(
    db,
    parentsFirst.map((category) => ({ ...category, image: null })),
  );
}

/** Writes a batch of products with their variants. Their shelves must be there. */
export async function seedProducts(db: Db, products: readonly DemoProduct[]): Promise<void> {
  await bulkInsert(
    db,
    productTable,
    products.map(({ imageFile, variants, ...product }) =>
      toProductRow({
        ...product,
        image: { url: `/pictures/${imageFile}`, alt: product.name },
        sortPriceMinor: spanOf(variants.map(({ priceMinor }) => priceMinor)),
        isArchived: false,
      }),
    ),
  );
  const shelves = products.flatMap(({ id, categoryIds }) =>
    categoryIds.map((categoryId) => ({ productId: id, categoryId })),
  );
  await bulkInsert(db, productCategoryTable, shelves);
  await bulkInsert(
    db,
    productVariantTable,
    products.flatMap(({ variants }) => variants),
  );
}

/** Writes where the counters of a batch of variants stand at the end of the history. The variants must be there. */
export async function seedStockLevels(db: Db, levels: readonly DemoStockLevel[]): Promise<void> {
  const products = await findProductIds(
    db,
    levels.map(({ variantId }) => variantId),
  );
  await bulkInsert(
    db,
    stockLevelTable,
    levels.flatMap((level) => {
      const productId = products.get(level.variantId);
      return productId === undefined ? [] : [{ ...level, productId }];
    }),
  );
}

/** Writes a batch of ledger rows: the opening receipts. */
export const seedStockMovements = (db: Db, movements: readonly DemoStockMovement[]): Promise<void> =>
  bulkInsert(
    db,
    stockMovementTable,
    movements.map(({ at, ...movement }) => ({ ...movement, createdAt: at })),
  );

/** Writes what a batch of orders did to the stock: reservations and ledger rows. */
export async function seedOrders(db: Db, orders: readonly DemoOrder[]): Promise<void> {
  await bulkInsert(
    db,
    stockReservationTable,
    orders.map(({ id, reservation, lines, placedAt }) => ({
      orderId: id,
      state: reservation,
      requestHash: hashLines(mergeLines(lines)),
      createdAt: placedAt,
    })),
  );
  await bulkInsert(
    db,
    stockReservationLineTable,
    orders.flatMap(({ id: orderId, currency, lines }) =>
      lines.map(({ variantId, productId, sku, name, unitPriceMinor, quantity }) => ({
        orderId,
        variantId,
        quantity,
        // No order asks for these answers again, so what was left on the shelf is not made up.
        quote: { variantId, productId, sku, name, unitPrice: { amount: unitPriceMinor, currency }, available: 0 },
      })),
    ),
  );
  await seedStockMovements(
    db,
    orders.flatMap(({ movements }) => movements),
  );
}
