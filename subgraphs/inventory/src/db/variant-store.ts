import { asc, count, eq, getTableColumns, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Money } from '@storegraph/subgraph-kit/money';
import type { Variant, VariantOption } from '../domain/product.ts';
import type { StockLevel } from '../domain/stock.ts';
import { productTable, productVariantTable, stockLevelTable } from './schema.ts';

const optionsSchema = z.array(z.object({ name: z.string(), value: z.string() }));

// Flat: of nested rows drizzle works out for every cell where it belongs.
const columns = {
  ...getTableColumns(productVariantTable),
  productName: productTable.name,
  isProductArchived: productTable.isArchived,
};

type Row = typeof productVariantTable.$inferSelect & {
  readonly productName: string;
  readonly isProductArchived: boolean;
};

const toVariant = ({ productName, isProductArchived, ...variant }: Row): Variant => ({
  id: variant.id,
  productId: variant.productId,
  productName,
  sku: variant.sku,
  options: optionsSchema.parse(variant.options),
  price: { amount: variant.priceMinor, currency: variant.currency },
  isArchived: variant.isArchived,
  isOnSale: !variant.isArchived && !isProductArchived,
});

/** A variant as it is written. */
export type VariantRecord = {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly options: readonly VariantOption[];
  readonly price: Money;
  readonly position: number;
};

// A price is written whole: an amount says nothing without its currency.
const priceColumns = ({ amount, currency }: Money) => ({ priceMinor: amount, currency });

const selectVariants = (db: Db) =>
  db
    .select(columns)
    .from(productVariantTable)
    .innerJoin(productTable, eq(productTable.id, productVariantTable.productId));

const variantsById = statement('inventory.findVariants', { ids: listOf(productVariantTable.id) }, (db, { ids }) =>
  selectVariants(db).where(oneOf(productVariantTable.id, ids)),
);

/** Archived ones too: an old order names them. */
export async function findVariants(db: Db, ids: readonly string[]): Promise<readonly Variant[]> {
  return (await variantsById(db, { ids })).map(toVariant);
}

const stockedById = statement(
  'inventory.findStockedVariants',
  { ids: listOf(stockLevelTable.variantId) },
  (db, { ids }) => {
    const { onHand, reserved, variantId } = stockLevelTable;
    return db
      .select({ ...columns, onHand, reserved })
      .from(productVariantTable)
      .innerJoin(productTable, eq(productTable.id, productVariantTable.productId))
      .innerJoin(stockLevelTable, eq(variantId, productVariantTable.id))
      .where(oneOf(variantId, ids));
  },
);

/** Variants with their counters, as they are at one moment. Archived ones too. */
export async function findStockedVariants(
  db: Db,
  ids: readonly string[],
): Promise<readonly { readonly variant: Variant; readonly level: StockLevel }[]> {
  const rows = await stockedById(db, { ids });
  return rows.map(({ onHand, reserved, ...row }) => ({
    variant: toVariant(row),
    level: { variantId: row.id, onHand, reserved },
  }));
}

const variantsOfProducts = statement(
  'inventory.findVariantsOfProducts',
  { productIds: listOf(productVariantTable.productId) },
  (db, { productIds }) =>
    selectVariants(db)
      .where(oneOf(productVariantTable.productId, productIds))
      .orderBy(asc(productVariantTable.productId), asc(productVariantTable.position), asc(productVariantTable.id)),
);

/** In display order, archived ones too. */
export async function findVariantsOfProducts(db: Db, productIds: readonly string[]): Promise<readonly Variant[]> {
  return (await variantsOfProducts(db, { productIds })).map(toVariant);
}

const { id, productId, sku } = productVariantTable;

const productIds = statement('inventory.findProductIds', { ids: listOf(id) }, (db, { ids }) =>
  db.select({ id, productId }).from(productVariantTable).where(oneOf(id, ids)),
);

/** Product ids by variant id. */
export async function findProductIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await productIds(db, { ids });
  return new Map(rows.map((row) => [row.id, row.productId]));
}

const variantCount = statement('inventory.countVariantsOfProduct', { productId }, (db, given) =>
  db.select({ count: count() }).from(productVariantTable).where(eq(productId, given.productId)),
);

export async function countVariantsOfProduct(tx: Tx, productId: string): Promise<number> {
  const [row] = await variantCount(tx, { productId });
  return row?.count ?? 0;
}

export async function insertVariants(db: Db, variants: readonly VariantRecord[]): Promise<void> {
  await db
    .insert(productVariantTable)
    .values(variants.map(({ price, ...variant }) => ({ ...variant, ...priceColumns(price) })));
}

export async function updateVariant(
  tx: Tx,
  id: string,
  changes: Partial<Pick<VariantRecord, 'sku' | 'options' | 'price'>> & { readonly isArchived?: boolean },
): Promise<void> {
  const { price, ...others } = changes;
  const columns = { ...others, ...(price && priceColumns(price)) };
  if (Object.keys(columns).length > 0)
    await tx
      .named('inventory.updateVariant')
      .update(productVariantTable)
      .set(columns)
      .where(eq(productVariantTable.id, id));
}

/** How many variants are priced in each currency but this one. */
export async function countVariantsInOtherCurrencies(
  db: Db,
  shopCurrency: string,
): Promise<readonly { readonly currency: string; readonly count: number }[]> {
  const { currency } = productVariantTable;
  return db
    .select({ currency, count: count() })
    .from(productVariantTable)
    .where(ne(currency, shopCurrency))
    .groupBy(currency)
    .orderBy(currency);
}

const takenSkus = statement('inventory.findTakenSkus', { skus: listOf(sku) }, (db, { skus }) =>
  db.select({ sku }).from(productVariantTable).where(oneOf(sku, skus)),
);

/** SKUs are compared without regard to case. */
export async function findTakenSkus(db: Db, skus: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await takenSkus(db, { skus });
  return new Set(rows.map(({ sku }) => sku.toLowerCase()));
}
