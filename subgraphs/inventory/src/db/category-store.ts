import { asc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { prepared } from '@storegraph/subgraph-kit/database/prepared';
import { categoryTree, type Category, type CategoryTree } from '../domain/category.ts';
import { imageColumns, toImage } from './image-columns.ts';
import { categoryTable, productCategoryTable } from './schema.ts';

const toCategory = ({ imageUrl, imageAlt, ...category }: typeof categoryTable.$inferSelect): Category => ({
  ...category,
  image: toImage({ imageUrl, imageAlt }),
});

const toRow = ({ image, ...category }: Category) => ({ ...category, ...imageColumns(image) });

export async function readCategoryTree(db: Db): Promise<CategoryTree> {
  return categoryTree((await db.select().from(categoryTable)).map(toCategory));
}

/** The tree, locked: whoever changes its shape does so alone, so that two moves never make a circle. */
export async function lockCategoryTree(tx: Tx): Promise<CategoryTree> {
  return categoryTree(
    (await tx.select().from(categoryTable).orderBy(asc(categoryTable.id)).for('update')).map(toCategory),
  );
}

export async function insertCategories(db: Db, categories: readonly Category[]): Promise<void> {
  await db.insert(categoryTable).values(categories.map(toRow));
}

export async function updateCategory(tx: Tx, category: Category): Promise<void> {
  await tx.update(categoryTable).set(toRow(category)).where(eq(categoryTable.id, category.id));
}

/** Its products stay, on their other shelves or on none. */
export async function deleteCategory(tx: Tx, id: string): Promise<void> {
  await tx.delete(productCategoryTable).where(eq(productCategoryTable.categoryId, id));
  await tx.delete(categoryTable).where(eq(categoryTable.id, id));
}

/** Which of the ids exist; none of them can be deleted before the transaction ends. */
export async function lockCategories(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: categoryTable.id })
    .from(categoryTable)
    .where(oneOf(categoryTable.id, ids))
    .orderBy(asc(categoryTable.id))
    .for('update');
  return new Set(rows.map(({ id }) => id));
}

const categoryIdsOfProducts = prepared((db) =>
  db
    .select()
    .from(productCategoryTable)
    .where(oneOf(productCategoryTable.productId, sql.placeholder('productIds')))
    .prepare(),
);

export async function findCategoryIdsOfProducts(
  db: Db,
  productIds: readonly string[],
): Promise<readonly { productId: string; categoryId: string }[]> {
  return categoryIdsOfProducts(db).execute({ productIds });
}

export async function insertProductCategories(
  db: Db,
  rows: readonly { productId: string; categoryId: string }[],
): Promise<void> {
  if (rows.length > 0) await db.insert(productCategoryTable).values([...rows]);
}

export async function clearProductCategories(tx: Tx, productId: string): Promise<void> {
  await tx.delete(productCategoryTable).where(eq(productCategoryTable.productId, productId));
}
