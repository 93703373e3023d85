import { eq, like, max, min, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { prepared } from '@storegraph/subgraph-kit/database/prepared';
import type { PriceSpan, Product } from '../domain/product.ts';
import { imageColumns, toImage } from './image-columns.ts';
import { productTable, productVariantTable } from './schema.ts';

const toProduct = ({
  imageUrl,
  imageAlt,
  minPriceMinor,
  maxPriceMinor,
  ...product
}: typeof productTable.$inferSelect): Product => ({
  ...product,
  image: toImage({ imageUrl, imageAlt }),
  sortPriceMinor: { min: minPriceMinor, max: maxPriceMinor },
});

export const toProductRow = ({ image, sortPriceMinor, ...product }: Product) => ({
  ...product,
  ...imageColumns(image),
  minPriceMinor: sortPriceMinor.min,
  maxPriceMinor: sortPriceMinor.max,
});

const productsById = prepared((db) =>
  db
    .select()
    .from(productTable)
    .where(oneOf(productTable.id, sql.placeholder('ids')))
    .prepare(),
);

/** Archived ones too: what may be shown is for the caller to say. */
export async function findProducts(db: Db, ids: readonly string[]): Promise<readonly Product[]> {
  return (await productsById(db).execute({ ids })).map(toProduct);
}

export async function findProductBySlug(db: Db, slug: string): Promise<Product | null> {
  const [row] = await db.select().from(productTable).where(eq(productTable.slug, slug));
  return row === undefined ? null : toProduct(row);
}

/** The product, locked: changes of it and of its variants come one after the other. */
export async function lockProduct(tx: Tx, id: string): Promise<Product | null> {
  const [row] = await tx.select().from(productTable).where(eq(productTable.id, id)).for('update');
  return row === undefined ? null : toProduct(row);
}

export async function insertProducts(db: Db, products: readonly Product[]): Promise<void> {
  await db.insert(productTable).values(products.map(toProductRow));
}

export async function updateProduct(tx: Tx, product: Product): Promise<void> {
  await tx.update(productTable).set(toProductRow(product)).where(eq(productTable.id, product.id));
}

/** Writes the prices that lists are sorted by; call it with the product locked, after every change of its variants. */
export async function refreshSortPrices(tx: Tx, productId: string): Promise<void> {
  const spans = await tx
    .select({
      isArchived: productVariantTable.isArchived,
      min: min(productVariantTable.priceMinor),
      max: max(productVariantTable.priceMinor),
    })
    .from(productVariantTable)
    .where(eq(productVariantTable.productId, productId))
    .groupBy(productVariantTable.isArchived);
  const span = spans.find(({ isArchived }) => !isArchived) ?? spans[0];
  if (span === undefined || span.min === null || span.max === null)
    throw new Error(`Product ${productId} has no variant`);
  await tx
    .update(productTable)
    .set({ minPriceMinor: span.min, maxPriceMinor: span.max })
    .where(eq(productTable.id, productId));
}

/** The lowest and highest of some prices; a product has at least one. */
export const spanOf = (pricesMinor: readonly number[]): PriceSpan => ({
  min: Math.min(...pricesMinor),
  max: Math.max(...pricesMinor),
});

/** Slugs in use that are `slug` itself or begin with it and a dash. */
export async function findTakenProductSlugs(db: Db, slug: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ slug: productTable.slug })
    .from(productTable)
    .where(or(eq(productTable.slug, slug), like(productTable.slug, `${slug}-%`)));
  return new Set(rows.map((row) => row.slug));
}
