import { eq, like, max, min, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
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

const { id, slug } = productTable;

const productsById = statement('inventory.findProducts', { ids: listOf(id) }, (db, { ids }) =>
  db.select().from(productTable).where(oneOf(id, ids)),
);

/** Archived ones too: what may be shown is for the caller to say. */
export async function findProducts(db: Db, ids: readonly string[]): Promise<readonly Product[]> {
  return (await productsById(db, { ids })).map(toProduct);
}

const productsBySlug = statement('inventory.findProductBySlug', { slug }, (db, given) =>
  db.select().from(productTable).where(eq(slug, given.slug)),
);

export async function findProductBySlug(db: Db, slug: string): Promise<Product | null> {
  const [row] = await productsBySlug(db, { slug });
  return row === undefined ? null : toProduct(row);
}

const lockedProducts = statement('inventory.lockProduct', { id }, (db, given) =>
  db.select().from(productTable).where(eq(id, given.id)).for('update'),
);

/** The product, locked: changes of it and of its variants come one after the other. */
export async function lockProduct(tx: Tx, id: string): Promise<Product | null> {
  const [row] = await lockedProducts(tx, { id });
  return row === undefined ? null : toProduct(row);
}

export async function insertProducts(db: Db, products: readonly Product[]): Promise<void> {
  await db.named('inventory.insertProducts').insert(productTable).values(products.map(toProductRow));
}

export async function updateProduct(tx: Tx, product: Product): Promise<void> {
  await tx
    .named('inventory.updateProduct')
    .update(productTable)
    .set(toProductRow(product))
    .where(eq(productTable.id, product.id));
}

const priceSpans = statement(
  'inventory.findPricesOfVariants',
  { productId: productVariantTable.productId },
  (db, { productId }) =>
    db
      .select({
        isArchived: productVariantTable.isArchived,
        min: min(productVariantTable.priceMinor),
        max: max(productVariantTable.priceMinor),
      })
      .from(productVariantTable)
      .where(eq(productVariantTable.productId, productId))
      .groupBy(productVariantTable.isArchived),
);

const sortPrices = statement(
  'inventory.refreshSortPrices',
  { id, min: productTable.minPriceMinor, max: productTable.maxPriceMinor },
  (db, given) =>
    db
      .update(productTable)
      .set({ minPriceMinor: sql`${given.min}`, maxPriceMinor: sql`${given.max}` })
      .where(eq(id, given.id)),
);

/** Writes the prices that lists are sorted by; call it with the product locked, after every change of its variants. */
export async function refreshSortPrices(tx: Tx, productId: string): Promise<void> {
  const spans = await priceSpans(tx, { productId });
  const span = spans.find(({ isArchived }) => !isArchived) ?? spans[0];
  if (span === undefined || span.min === null || span.max === null)
    throw new Error(`Product ${productId} has no variant`);
  await sortPrices(tx, { id: productId, min: span.min, max: span.max });
}

/** The lowest and highest of some prices; a product has at least one. */
export const spanOf = (pricesMinor: readonly number[]): PriceSpan => ({
  min: Math.min(...pricesMinor),
  max: Math.max(...pricesMinor),
});

/** Slugs in use that are `slug` itself or begin with it and a dash. */
export async function findTakenProductSlugs(db: Db, slug: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .named('inventory.findTakenProductSlugs')
    .select({ slug: productTable.slug })
    .from(productTable)
    .where(or(eq(productTable.slug, slug), like(productTable.slug, `${slug}-%`)));
  return new Set(rows.map((row) => row.slug));
}
