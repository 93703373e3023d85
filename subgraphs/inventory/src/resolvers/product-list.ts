import { z } from 'zod';
import { toPage } from '@storegraph/subgraph-kit/database/keyset';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { CategoryProductsArgs } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { ListPosition } from '../db/product-list-store.ts';
import type { Product } from '../domain/product.ts';
import type { ProductFilter, ProductSort } from '../domain/product-list.ts';
import { parseSearch } from '../domain/search.ts';
import type { ProductConnection } from './connections.ts';

const productIds = z.array(id).max(100, '`ids` takes at most 100').nullish();

const byNumber = z.tuple([z.int(), z.uuid()]);
const positions: Readonly<Record<ProductSort, z.ZodType<ListPosition>>> = {
  RELEVANCE: byNumber,
  NEWEST: z.tuple([cursorMoment, z.uuid()]),
  NAME_ASC: z.tuple([z.string(), z.uuid()]),
  PRICE_ASC: byNumber,
  PRICE_DESC: byNumber,
};

/**
 * A page of products, for `Query.products` and `Category.products`.
 * @param categoryId - a category that holds them all, besides what the filter says
 */
export async function productConnection(
  context: Context,
  args: CategoryProductsArgs,
  categoryId: string | null,
): Promise<ProductConnection> {
  const { loaders } = context;
  const filter = await parseFilter(context, args.filter ?? {}, categoryId);
  const asked = args.sort ?? 'RELEVANCE';
  const sort = asked === 'RELEVANCE' && filter.search === null ? 'NEWEST' : asked;
  const request = parsePage(args, sort, positions[sort]);
  const { position } = request;
  const ranked = await loaders.productList.load({ filter, sort, position, limit: request.first + 1 });
  const page = toConnection(
    toPage(ranked, request.first),
    request,
    ({ product, score }): ListPosition => [sortKeyOf(product, score, sort), product.id],
    () => loaders.productCount.load(filter),
  );
  return { ...page, edges: page.edges.map(({ node, cursor }) => ({ node: node.product, cursor })), facets: { filter } };
}

function sortKeyOf(product: Product, score: number, sort: ProductSort): ListPosition[0] {
  switch (sort) {
    case 'RELEVANCE':
      return score;
    case 'NEWEST':
      return product.createdAt;
    case 'NAME_ASC':
      return product.name;
    case 'PRICE_ASC':
      return product.sortPriceMinor.min;
    case 'PRICE_DESC':
      return product.sortPriceMinor.max;
  }
}

async function parseFilter(
  context: Context,
  filter: NonNullable<CategoryProductsArgs['filter']>,
  categoryId: string | null,
): Promise<ProductFilter> {
  const { search, minPrice, maxPrice, inStock, includeArchived } = filter;
  const ids = parseArgument(productIds, filter.ids, 'filter');
  const categoryIds = [categoryId, filter.categoryId ?? null].filter((id) => id !== null);
  const tree = categoryIds.length === 0 ? null : await context.loaders.categoryTree();
  return {
    search: search && parseSearch(search) !== null ? search : null,
    categories: categoryIds.map((text) => {
      const known = idOrNil(text);
      return tree?.byId.has(known) ? tree.within(known) : [];
    }),
    minPriceMinor: minPrice ?? null,
    maxPriceMinor: maxPrice ?? null,
    isInStock: inStock ?? null,
    ids: ids ?? null,
    includesArchived: includeArchived === true && isStaff(context.viewer),
  };
}
