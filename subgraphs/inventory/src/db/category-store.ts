import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { categoryTree, type Category, type CategoryTree } from '../domain/category.ts';
import { imageColumns, toImage } from './image-columns.ts';
import { categoryTable, productCategoryTable } from './schema.ts';

const toCategory = ({ imageUrl, imageAlt, ...category }: typeof categoryTable.$inferSelect): Category => ({
  ...category,
  image: toImage({ imageUrl, imageAlt }),
});

const toRow = ({ image, ...category }: Category) => ({ ...category, ...imageColumns(image) });

const { id } = categoryTable;

const categories = statement('inventory.readCategoryTree', {}, (db) => db.select().from(categoryTable));

export async function readCategoryTree(db: Db): Promise<CategoryTree> {
  return categoryTree((await categories(db, {})).map(toCategory));
}

const lockedTree = statement('inventory.lockCategoryTree', {}, (db) =>
  db.select().from(categoryTable).orderBy(asc(id)).for('update'),
);

/** The tree, locked: one transaction at a time changes its shape, so that two moves never make a circle. */
export async function lockCategoryTree(tx: Tx): Promise<CategoryTree> {
  return categoryTree((await lockedTree(tx, {})).map(toCategory));
}

export async function insertCategories(db: Db, categories: readonly Category[]): Promise<void> {
  await db.named('inventory.insertCategories').insert(categoryTable).values(categories.map(toRow));
}

export async function updateCategory(tx: Tx, category: Category): Promise<void> {
  await tx
    .named('inventory.updateCategory')
    .update(categoryTable)
    .set(toRow(category))
    .where(eq(categoryTable.id, category.id));
}

const { productId, categoryId } = productCategoryTable;

const shelfRemoval = statement('inventory.emptyCategory', { categoryId }, (db, given) =>
  db.delete(productCategoryTable).where(eq(categoryId, given.categoryId)),
);

const categoryRemoval = statement('inventory.deleteCategory', { id }, (db, given) =>
  db.delete(categoryTable).where(eq(id, given.id)),
);

/** Its products stay, on their other shelves or on none. */
export async function deleteCategory(tx: Tx, id: string): Promise<void> {
  await shelfRemoval(tx, { categoryId: id });
  await categoryRemoval(tx, { id });
}

const lockedCategories = statement('inventory.lockCategories', { ids: listOf(id) }, (db, { ids }) =>
  db.select({ id }).from(categoryTable).where(oneOf(id, ids)).orderBy(asc(id)).for('update'),
);

/** Which of the ids exist; none of them can be deleted before the transaction ends. */
export async function lockCategories(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await lockedCategories(tx, { ids });
  return new Set(rows.map(({ id }) => id));
}

const categoryIdsOfProducts = statement(
  'inventory.findCategoryIdsOfProducts',
  { productIds: listOf(productId) },
  (db, { productIds }) => db.select().from(productCategoryTable).where(oneOf(productId, productIds)),
);

export async function findCategoryIdsOfProducts(
  db: Db,
  productIds: readonly string[],
): Promise<readonly { productId: string; categoryId: string }[]> {
  return categoryIdsOfProducts(db, { productIds });
}

export async function insertProductCategories(
  db: Db,
  rows: readonly { productId: string; categoryId: string }[],
): Promise<void> {
  if (rows.length > 0)
    await db
      .named('inventory.insertProductCategories')
      .insert(productCategoryTable)
      .values([...rows]);
}

const shelvesRemoval = statement('inventory.clearProductCategories', { productId }, (db, given) =>
  db.delete(productCategoryTable).where(eq(productId, given.productId)),
);

export async function clearProductCategories(tx: Tx, productId: string): Promise<void> {
  await shelvesRemoval(tx, { productId });
}
