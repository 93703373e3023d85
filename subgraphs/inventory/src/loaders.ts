import DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database';
import { findCategoryIdsOfProducts, readCategoryTree } from './db/category-store.ts';
import { countByCategory, countProducts, countProductsInStock, findPriceSpans, listProducts, type ListQuery } from './db/product-list-store.ts';
import { findProducts } from './db/product-store.ts';
import { findStockLevels } from './db/stock-store.ts';
import { findVariants, findVariantsOfProducts } from './db/variant-store.ts';
import type { CategoryTree } from './domain/category.ts';
import type { Product } from './domain/product.ts';
import type { ProductFilter } from './domain/product-list.ts';

/** What one request reads, each thing once and in batches. Archived products and variants are among it: old orders name them. */
export type Loaders = ReturnType<typeof createLoaders>;

/** A product in a list; `score` tells how well it fits the search. */
export type RankedProduct = { readonly product: Product; readonly score: number };

export function createLoaders(db: Db) {
  let tree: Promise<CategoryTree> | null = null;
  const product = byKey((ids) => findProducts(db, ids), ({ id }) => id);

  // With its products in one step: lists that are loaded together stay together, empty ones too, so that what is asked of them
  // next is one batch again.
  const listWithProducts = async (queries: readonly ListQuery[]): Promise<readonly (readonly RankedProduct[])[]> => {
    const lists = await listProducts(db, queries);
    const found = new Map(await Promise.all(lists.flat().map(async ({ id }) => [id, await product.load(id)] as const)));
    return lists.map((list) =>
      list.flatMap(({ id, score }) => {
        const each = found.get(id);
        return each ? [{ product: each, score }] : [];
      }),
    );
  };

  return {
    categoryTree: (): Promise<CategoryTree> => (tree ??= readCategoryTree(db)),
    product,
    variant: byKey((ids) => findVariants(db, ids), ({ id }) => id),
    stockLevel: byKey((ids) => findStockLevels(db, ids), ({ variantId }) => variantId),
    variantsOfProduct: groupedByKey((ids) => findVariantsOfProducts(db, ids), ({ productId }) => productId),
    categoryIdsOfProduct: groupedByKey((ids) => findCategoryIdsOfProducts(db, ids), ({ productId }) => productId),
    productList: inOrder(listWithProducts),
    productCount: inOrder((filters: readonly ProductFilter[]) => countProducts(db, filters)),
    productCountInStock: inOrder((filters: readonly ProductFilter[]) => countProductsInStock(db, filters)),
    priceSpan: inOrder((filters: readonly ProductFilter[]) => findPriceSpans(db, filters)),
    countByCategory: inOrder((filters: readonly ProductFilter[]) => countByCategory(db, filters)),
  };
}

/** One value a key, or null. */
const byKey = <Value>(find: (keys: readonly string[]) => Promise<readonly Value[]>, keyOf: (value: Value) => string) =>
  new DataLoader<string, Value | null>(async (keys) => {
    const values = new Map((await find(keys)).map((value) => [keyOf(value), value]));
    return keys.map((key) => values.get(key) ?? null);
  });

/** Any number of values a key. */
const groupedByKey = <Value>(find: (keys: readonly string[]) => Promise<readonly Value[]>, keyOf: (value: Value) => string) =>
  new DataLoader<string, readonly Value[]>(async (keys) => {
    const groups = Map.groupBy(await find(keys), keyOf);
    return keys.map((key) => groups.get(key) ?? []);
  });

/** Answers a list of questions in their order. */
const inOrder = <Question, Answer>(answer: (questions: readonly Question[]) => Promise<readonly Answer[]>) =>
  new DataLoader<Question, Answer, string>(answer, { cacheKeyFn: (question) => JSON.stringify(question) });
