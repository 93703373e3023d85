import DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database';
import { findCategoryIdsOfProducts, readCategoryTree } from './db/category-store.ts';
import { countByCategory, countProducts, countProductsInStock, findPriceSpans, listProducts } from './db/product-list-store.ts';
import { findProducts } from './db/product-store.ts';
import { findStockLevels } from './db/stock-store.ts';
import { findVariants, findVariantsOfProducts } from './db/variant-store.ts';
import type { CategoryTree } from './domain/category.ts';

/** What one request reads, each thing once and in batches. Archived products and variants are among it: old orders name them. */
export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(db: Db) {
  let tree: Promise<CategoryTree> | null = null;
  return {
    categoryTree: (): Promise<CategoryTree> => (tree ??= readCategoryTree(db)),
    product: byKey((ids) => findProducts(db, ids), ({ id }) => id),
    variant: byKey((ids) => findVariants(db, ids), ({ id }) => id),
    stockLevel: byKey((ids) => findStockLevels(db, ids), ({ variantId }) => variantId),
    variantsOfProduct: groupedByKey((ids) => findVariantsOfProducts(db, ids), ({ productId }) => productId),
    categoryIdsOfProduct: groupedByKey((ids) => findCategoryIdsOfProducts(db, ids), ({ productId }) => productId),
    productList: inOrder((queries: Parameters<typeof listProducts>[1]) => listProducts(db, queries)),
    productCount: inOrder((filters: Parameters<typeof countProducts>[1]) => countProducts(db, filters)),
    productCountInStock: inOrder((filters: Parameters<typeof countProducts>[1]) => countProductsInStock(db, filters)),
    priceSpan: inOrder((filters: Parameters<typeof findPriceSpans>[1]) => findPriceSpans(db, filters)),
    countByCategory: inOrder((filters: Parameters<typeof countByCategory>[1]) => countByCategory(db, filters)),
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
