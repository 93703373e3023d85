import type { DemoCategory, DemoOrder, DemoProduct, DemoStockMovement } from '@storegraph/demo-shop/types';
import type { DemoStockLevel } from '@storegraph/demo-shop/stock-book';
import type { Db } from '@storegraph/subgraph-kit/database';
import { insertCategories, insertProductCategories } from './db/category-store.ts';
import { insertMovements } from './db/movement-store.ts';
import { insertProducts, spanOf } from './db/product-store.ts';
import { hashLines, insertReservations, insertReservedLines } from './db/reservation-store.ts';
import { insertStockLevels } from './db/stock-store.ts';
import { categoryTable } from './db/schema.ts';
import { findProductIds, insertVariants } from './db/variant-store.ts';
import { mergeLines } from './domain/reservation.ts';

// Long enough to be fast, short enough for the server's packet size.
const ROWS = 1000;

/** True when there is a catalogue already; seed empty databases only. */
export async function isSeeded(db: Db): Promise<boolean> {
  return (await db.select({ id: categoryTable.id }).from(categoryTable).limit(1)).length > 0;
}

/** Writes the shelves. */
export async function seedCategories(db: Db, categories: readonly DemoCategory[]): Promise<void> {
  const parentsFirst = [...categories].sort((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null));
  await insertCategories(db, parentsFirst.map((category) => ({ ...category, image: null })));
}

/** Writes a batch of products with their variants. Their shelves must be there. */
export async function seedProducts(db: Db, products: readonly DemoProduct[]): Promise<void> {
  await inRuns(products, (some) =>
    insertProducts(
      db,
      some.map(({ id, slug, name, description, imageFile, createdAt, variants }) => ({
        id,
        slug,
        name,
        description,
        createdAt,
        image: { url: `/pictures/${imageFile}`, alt: name },
        sortPriceMinor: spanOf(variants.map(({ priceMinor }) => priceMinor)),
        isArchived: false,
      })),
    ),
  );
  const shelves = products.flatMap(({ id, categoryIds }) => categoryIds.map((categoryId) => ({ productId: id, categoryId })));
  await inRuns(shelves, (some) => insertProductCategories(db, some));
  await inRuns(products.flatMap(({ variants }) => variants), (some) =>
    insertVariants(
      db,
      some.map(({ id, productId, sku, options, priceMinor, currency, position }) => ({ id, productId, sku, options, priceMinor, currency, position })),
    ),
  );
}

/** Writes where the counters of a batch of variants stand at the end of the history. The variants must be there. */
export async function seedStockLevels(db: Db, levels: readonly DemoStockLevel[]): Promise<void> {
  await inRuns(levels, async (some) => {
    const products = await findProductIds(db, some.map(({ variantId }) => variantId));
    await insertStockLevels(
      db,
      some.flatMap((level) => {
        const productId = products.get(level.variantId);
        return productId === undefined ? [] : [{ ...level, productId }];
      }),
    );
  });
}

/** Writes a batch of ledger rows: the opening receipts. */
export async function seedStockMovements(db: Db, movements: readonly DemoStockMovement[]): Promise<void> {
  await inRuns(movements, (some) => insertMovements(db, some.map(({ at, ...movement }) => ({ ...movement, createdAt: at }))));
}

/** Writes what a batch of orders did to the stock: reservations and ledger rows. */
export async function seedOrders(db: Db, orders: readonly DemoOrder[]): Promise<void> {
  await inRuns(orders, (some) =>
    insertReservations(
      db,
      some.map(({ id, reservation, lines, placedAt }) => ({ orderId: id, state: reservation, requestHash: hashLines(mergeLines(lines)), createdAt: placedAt })),
    ),
  );
  const lines = orders.flatMap(({ id: orderId, currency, lines: ordered }) =>
    ordered.map(({ variantId, productId, sku, name, unitPriceMinor, quantity }) => ({
      orderId,
      quantity,
      // Nobody asks for these answers again, so what was left on the shelf is not made up.
      quote: { variantId, productId, sku, name, unitPrice: { amount: unitPriceMinor, currency }, available: 0 },
    })),
  );
  await inRuns(lines, (some) => insertReservedLines(db, some));
  await seedStockMovements(db, orders.flatMap(({ movements }) => movements));
}

async function inRuns<Item>(items: readonly Item[], insert: (some: readonly Item[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS) await insert(items.slice(from, from + ROWS));
}
