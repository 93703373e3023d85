import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { keyset } from '@storegraph/subgraph-kit/database/keyset';
import type { PriceSpan } from '../domain/product.ts';
import type { ProductFilter, ProductSort } from '../domain/product-list.ts';
import { parseSearch, type SearchTerms } from '../domain/search.ts';
import { categoryTable, productCategoryTable, productTable, productVariantTable, stockLevelTable } from './schema.ts';

/** Where a product stands in a list: its sort key and id. */
export type ListPosition = readonly [key: string | number | Date, id: string];

/** A page of a list, as asked for. */
export type ListQuery = {
  readonly filter: ProductFilter;
  readonly sort: ProductSort;
  readonly position: ListPosition | null;
  readonly limit: number;
};

/** A product in a list. `score` tells how well it fits the search; 0 without one. */
export type ListedProduct = { readonly id: string; readonly score: number };

// Every function takes several lists and answers them in one statement: a page of categories shows a list of products
// for each.

/** Ids of each list's page, in order. */
export async function listProducts(
  db: Db,
  queries: readonly ListQuery[],
): Promise<readonly (readonly ListedProduct[])[]> {
  const parts = queries.map(({ filter, sort, position, limit }, list) => {
    const source = sourceOf(filter);
    const { by, direction } = orders[sort === 'RELEVANCE' && !source.isSearch ? 'NEWEST' : sort];
    const { isBehind, orderBy } = keyset([by, product.id], direction, position);
    return sql`(select ${number(list)} as list, ${product.id} as id, ${source.score} as score
      from ${source.from}
      where ${source.where} and ${isBehind ?? sql`true`}
      order by ${sql.join(orderBy, sql`, `)} limit ${limit})`;
  });
  const rows = await db
    .named('inventory.listProducts')
    .select({
      list: sql<number>`list`,
      id: sql<string>`id`.mapWith(product.id),
      score: sql<number>`score`.mapWith(Number),
    })
    .from(sql`(${union(parts)}) as pages`);
  return queries.map((_, list) => rows.filter((row) => row.list === list));
}

/** Number of products in each list. */
export const countProducts = (db: Db, filters: readonly ProductFilter[]): Promise<readonly number[]> =>
  countEach(db, filters, sql`true`);

/** Number of products in each list that can be ordered now. */
export const countProductsInStock = (db: Db, filters: readonly ProductFilter[]): Promise<readonly number[]> =>
  countEach(db, filters, isInStock);

async function countEach(db: Db, filters: readonly ProductFilter[], condition: SQL): Promise<readonly number[]> {
  const parts = filters.map((filter, list) => {
    const source = sourceOf(filter);
    return sql`select ${number(list)} as list, count(*) as products from ${source.from} where ${source.where} and ${condition}`;
  });
  const rows = await db
    .named('inventory.countProducts')
    .select({ list: sql<number>`list`, products: sql<number>`products`.mapWith(Number) })
    .from(sql`(${union(parts)}) as counts`);
  return filters.map((_, list) => rows.find((row) => row.list === list)?.products ?? 0);
}

/** Lowest and highest price in each list; null for an empty one. */
export async function findPriceSpans(
  db: Db,
  filters: readonly ProductFilter[],
): Promise<readonly (PriceSpan | null)[]> {
  const parts = filters.map((filter, list) => {
    const source = sourceOf(filter);
    return sql`select ${number(list)} as list, min(${product.minPriceMinor}) as lowest, max(${product.maxPriceMinor}) as highest from ${source.from} where ${source.where}`;
  });
  const rows = await db
    .named('inventory.findPriceSpans')
    .select({ list: sql<number>`list`, min: sql<number | null>`lowest`, max: sql<number | null>`highest` })
    .from(sql`(${union(parts)}) as spans`);
  return filters.map((_, list) => {
    const row = rows.find((each) => each.list === list);
    return row === undefined || row.min === null || row.max === null ? null : { min: row.min, max: row.max };
  });
}

/** How many products of a list a category and all below it hold. */
export type CategoryCount = { readonly categoryId: string; readonly count: number };

/** Products of each list by category, most first. A product on two shelves below one category counts once there. */
export async function countByCategory(
  db: Db,
  filters: readonly ProductFilter[],
): Promise<readonly (readonly CategoryCount[])[]> {
  const parts = filters.map((filter, list) => {
    const source = sourceOf(filter);
    return sql`select ${number(list)} as list, shelf.top_id as category_id, count(distinct ${product.id}) as products
      from ${source.from}
      inner join ${productCategoryTable} on ${productCategoryTable.productId} = ${product.id}
      inner join shelf on shelf.category_id = ${productCategoryTable.categoryId}
      where ${source.where} group by shelf.top_id`;
  });
  const shelves = sql`recursive shelf (top_id, category_id) as (
    select id, id from ${categoryTable}
    union all select shelf.top_id, ${categoryTable.id} from shelf inner join ${categoryTable} on ${categoryTable.parentId} = shelf.category_id)`;
  const rows = await db
    .named('inventory.countByCategory')
    .select({
      list: sql<number>`list`,
      categoryId: sql<string>`category_id`.mapWith(categoryTable.id),
      count: sql<number>`products`.mapWith(Number),
    })
    .from(sql`(with ${shelves} ${union(parts)}) as facets`)
    .orderBy(sql`products desc`, sql`category_id`);
  return filters.map((_, list) => rows.filter((row) => row.list === list));
}

const product = productTable;
const number = (value: number): SQL => sql.raw(String(value));
const union = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` union all `);

const binary = (id: string): SQL => sql`${sql.param(id, product.id)}`;

const orders = {
  RELEVANCE: { by: sql<number>`hits.score`, direction: 'desc' },
  NEWEST: { by: product.createdAt, direction: 'desc' },
  NAME_ASC: { by: product.name, direction: 'asc' },
  PRICE_ASC: { by: product.minPriceMinor, direction: 'asc' },
  PRICE_DESC: { by: product.maxPriceMinor, direction: 'desc' },
} as const;

/** Where a list's products come from. */
type Source = { readonly from: SQL; readonly where: SQL; readonly score: SQL; readonly isSearch: boolean };

function sourceOf(filter: ProductFilter): Source {
  const terms = filter.search === null ? null : parseSearch(filter.search);
  const where = sql.join([sql`true`, ...conditionsOf(filter)], sql` and `);
  if (terms === null) return { from: sql`${product}`, where, score: sql`0`, isSearch: false };
  return {
    from: sql`${product} inner join (${hitsOf(terms)}) as hits on hits.id = ${product.id}`,
    where,
    score: sql`hits.score`,
    isSearch: true,
  };
}

// A union and not an `or`: each half has its own index. Scores are whole numbers, so that cursors hold them exactly.
function hitsOf({ words, skuPattern }: SearchTerms): SQL {
  const bySku = sql`select ${productVariantTable.productId} as id, 1000000 as score from ${productVariantTable} where ${productVariantTable.sku} like ${skuPattern}`;
  if (words === null) return sql`select id, max(score) as score from (${bySku}) as hit group by id`;
  const inName = sql`match(${product.name}) against (${words} in boolean mode)`;
  const inText = sql`match(${product.name}, ${product.description}) against (${words} in boolean mode)`;
  const byText = sql`select ${product.id} as id, cast(round(1000 * (2 * ${inName} + ${inText})) as signed) as score from ${product} where ${inText}`;
  return sql`select id, max(score) as score from (${byText} union all ${bySku}) as hit group by id`;
}

function conditionsOf(filter: ProductFilter): readonly SQL[] {
  const conditions: SQL[] = [];
  if (!filter.includesArchived) conditions.push(sql`${product.isArchived} = false`);
  if (filter.ids !== null) conditions.push(isOneOf(sql`${product.id}`, filter.ids));
  for (const ids of filter.categories)
    conditions.push(sql`exists (select 1 from ${productCategoryTable}
      where ${productCategoryTable.productId} = ${product.id} and ${isOneOf(sql`${productCategoryTable.categoryId}`, ids)})`);
  if (filter.minPriceMinor !== null || filter.maxPriceMinor !== null)
    conditions.push(...priceConditions(filter.minPriceMinor ?? 0, filter.maxPriceMinor));
  if (filter.isInStock !== null) conditions.push(filter.isInStock ? isInStock : sql`not (${isInStock})`);
  return conditions;
}

const isOneOf = (column: SQL, ids: readonly string[]): SQL =>
  ids.length === 0 ? sql`false` : sql`${column} in (${sql.join(ids.map(binary), sql`, `)})`;

/** The product's own span narrows the search by index; some variant must then fit. */
function priceConditions(min: number, max: number | null): readonly SQL[] {
  const { priceMinor, productId, isArchived } = productVariantTable;
  const atMost = (column: SQL): SQL => (max === null ? sql`true` : sql`${column} <= ${max}`);
  return [
    sql`${product.maxPriceMinor} >= ${min} and ${atMost(sql`${product.minPriceMinor}`)}`,
    sql`exists (select 1 from ${productVariantTable}
      where ${productId} = ${product.id} and ${isArchived} = false and ${priceMinor} >= ${min} and ${atMost(sql`${priceMinor}`)})`,
  ];
}

// A scalar and not an `exists`: servers turn the latter into a table of everything in stock, made anew for each page of
// 20.
const isInStock = sql`(${product.isArchived} = false and (select 1 from ${stockLevelTable}
  where ${stockLevelTable.productId} = ${product.id} and ${stockLevelTable.isArchived} = false and ${stockLevelTable.available} > 0 limit 1) is not null)`;
