import DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { loadMany, loadOne } from '@storegraph/subgraph-kit/graphql/loaders';
import { findCategoryIdsOfProducts, readCategoryTree } from './db/category-store.ts';
import {
  countByCategory,
  countProducts,
  countProductsInStock,
  findPriceSpans,
  listProducts,
  type ListQuery,
} from './db/product-list-store.ts';
import { findProducts } from './db/product-store.ts';
import { findStockLevels } from './db/stock-store.ts';
import { findVariants, findVariantsOfProducts } from './db/variant-store.ts';
import type { CategoryTree } from './domain/category.ts';
import type { Product } from './domain/product.ts';
import type { ProductFilter } from './domain/product-list.ts';

/**
 * What one request reads, each thing once and in batches. Archived products and variants are among it: old orders name
 * them.
 */
export type Loaders = ReturnType<typeof createLoaders>;

/** A product in a list; `score` tells how well it fits the search. */
export type RankedProduct = { readonly product: Product; readonly score: number };

// Products and variants are asked for at several depths of one query. A mutation replaces the loaders; see
// `afterWrite`.
const remembering = { remembers: true };

export function createLoaders(db: Db) {
  let tree: Promise<CategoryTree> | null = null;
  const product = loadOne((ids) => findProducts(db, ids), 'id', remembering);

  // With its products in one step: lists that are loaded together stay together, empty ones too, so that what is asked
  // of them next is one batch again.
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
    variant: loadOne((ids) => findVariants(db, ids), 'id', remembering),
    stockLevel: loadOne((ids) => findStockLevels(db, ids), 'variantId', remembering),
    variantsOfProduct: loadMany((ids) => findVariantsOfProducts(db, ids), 'productId', remembering),
    categoryIdsOfProduct: loadMany((ids) => findCategoryIdsOfProducts(db, ids), 'productId', remembering),
    productList: loaderByValue(listWithProducts),
    productCount: loaderByValue((filters: readonly ProductFilter[]) => countProducts(db, filters)),
    productCountInStock: loaderByValue((filters: readonly ProductFilter[]) => countProductsInStock(db, filters)),
    priceSpan: loaderByValue((filters: readonly ProductFilter[]) => findPriceSpans(db, filters)),
    countByCategory: loaderByValue((filters: readonly ProductFilter[]) => countByCategory(db, filters)),
  };
}

/**
 * The row of an id that was just written, or that another row depends on.
 * @throws Error when there is none
 */
export const getOne = async <Row>(loader: DataLoader<string, Row | null>, id: string): Promise<Row> =>
  present(await loader.load(id));

/** Something that must be there: see {@link getOne}. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('A row that must be there is gone');
  return value;
}

/** A loader for keys that are objects: equal ones are loaded once. */
const loaderByValue = <Question, Answer>(answer: (questions: readonly Question[]) => Promise<readonly Answer[]>) =>
  new DataLoader<Question, Answer, string>(answer, { cacheKeyFn: (question) => JSON.stringify(question) });
