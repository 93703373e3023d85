import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous, signedIn } from '@storegraph/testkit/viewers';
import { makeCategory, makeProduct, openShop, reserve, type Shop } from './shop.ts';

let shop: Shop;
let home: string;
let kitchen: string;
let garden: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  shop = await openShop();
  home = await makeCategory(shop, { name: 'Home' });
  kitchen = await makeCategory(shop, { name: 'Kitchen', parentId: home });
  garden = await makeCategory(shop, { name: 'Garden' });
  const make = async (key: string, product: Parameters<typeof makeProduct>[1]) => {
    const made = await makeProduct(shop, product);
    ids[key] = made.id;
    return made;
  };
  await make('mug', {
    name: 'Stoneware Mug',
    description: 'Holds 350 ml of coffee.',
    categoryIds: [kitchen],
    stocks: [5, 5],
    prices: [1200, 1800],
  });
  await make('cup', {
    name: 'Espresso Cup',
    description: 'A mug for the small hours.',
    categoryIds: [kitchen, home],
    stocks: [3],
    prices: [900],
  });
  await make('spade', {
    name: 'Spade',
    description: "A gardener's best friend.",
    categoryIds: [garden],
    stocks: [0],
    prices: [4500],
  });
  await make('lamp', { name: 'Lamp', description: '', categoryIds: [home], stocks: [1, 0], prices: [2500, 9900] });
  const gone = await make('gone', { name: 'Old Mug', categoryIds: [kitchen], stocks: [9], prices: [100] });
  await shop.asStaff('mutation ($id: ID!) { archiveProduct(input: { productId: $id }) { __typename } }', {
    id: gone.id,
  });
  const dear = await make('partly', { name: 'Plant Pot', categoryIds: [garden], stocks: [2, 7], prices: [700, 50] });
  await shop.asStaff('mutation ($id: ID!) { archiveVariant(input: { variantId: $id }) { __typename } }', {
    id: dear.variantIds[1],
  });
});
afterAll(() => shop.close());

const document = `query ($filter: ProductFilter, $sort: ProductSort, $first: Int, $after: String) {
  products(filter: $filter, sort: $sort, first: $first, after: $after) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

const list = async (
  filter: Record<string, unknown>,
  sort?: string,
  viewer: Parameters<typeof ask>[1] = anonymous,
): Promise<string[]> => {
  const { data, errors } = await ask(shop.subgraph.client, viewer, document, { filter, ...(sort && { sort }) });
  expect(errors).toEqual([]);
  expect(data.products.totalCount).toBe(data.products.edges.length);
  const keys = Object.fromEntries(Object.entries(ids).map(([key, id]) => [id, key]));
  return data.products.edges.map(({ node }: { node: { id: string } }) => keys[node.id] ?? node.id);
};

describe('products', () => {
  it('hides archived products from everybody but staff who ask for them', async () => {
    expect(await list({})).toEqual(['partly', 'lamp', 'spade', 'cup', 'mug']);
    expect(await list({ includeArchived: true }, undefined, signedIn())).not.toContain('gone');
    expect(await list({ includeArchived: true }, undefined, signedIn({ role: 'STAFF' }))).toContain('gone');
  });

  it.each([
    ['NEWEST', ['partly', 'lamp', 'spade', 'cup', 'mug']],
    ['NAME_ASC', ['cup', 'lamp', 'partly', 'spade', 'mug']],
    ['PRICE_ASC', ['partly', 'cup', 'mug', 'lamp', 'spade']],
    ['PRICE_DESC', ['lamp', 'spade', 'mug', 'cup', 'partly']],
  ])('sorts by %s', async (sort, expected) => {
    expect(await list({}, sort)).toEqual(expected);
  });

  it('filters by category with all below it', async () => {
    expect(await list({ categoryId: kitchen }, 'NAME_ASC')).toEqual(['cup', 'mug']);
    expect(await list({ categoryId: home }, 'NAME_ASC')).toEqual(['cup', 'lamp', 'mug']);
    expect(await list({ categoryId: newId() })).toEqual([]);
    expect(await list({ categoryId: 'no id' })).toEqual([]);
  });

  it('filters by price: one variant on sale must fit', async () => {
    expect(await list({ minPrice: 1500, maxPrice: 2000 })).toEqual(['mug']);
    expect(await list({ minPrice: 1300, maxPrice: 1700 })).toEqual([]);
    expect(await list({ minPrice: 4000 }, 'NAME_ASC')).toEqual(['lamp', 'spade']);
    expect(await list({ maxPrice: 800 })).toEqual(['partly']);
    expect(await list({ maxPrice: 60 })).toEqual([]);
    expect(await list({ minPrice: -1, maxPrice: Number.MAX_SAFE_INTEGER })).toHaveLength(5);
  });

  it('filters by what can be ordered now', async () => {
    expect(await list({ inStock: false })).toEqual(['spade']);
    expect(await list({ inStock: true }, 'NAME_ASC')).toEqual(['cup', 'lamp', 'partly', 'mug']);
    const scarce = await makeProduct(shop, { stocks: [1] });
    ids['scarce'] = scarce.id;
    expect(await list({ inStock: true, ids: [scarce.id] })).toEqual(['scarce']);
    await reserve(shop, newId(), [[scarce.variantIds[0]!, 1]]);
    expect(await list({ inStock: true, ids: [scarce.id] })).toEqual([]);
    await shop.asStaff('mutation ($id: ID!) { archiveProduct(input: { productId: $id }) { __typename } }', {
      id: scarce.id,
    });
  });

  it('filters by ids and combines all filters', async () => {
    expect(await list({ ids: [ids['mug'], ids['lamp'], newId(), 'x'] }, 'NAME_ASC')).toEqual(['lamp', 'mug']);
    expect(await list({ ids: [] })).toEqual([]);
    expect(await list({ search: 'mug', categoryId: home, maxPrice: 1000, inStock: true })).toEqual(['cup']);
  });

  it('finds words and their beginnings, names before descriptions', async () => {
    expect(await list({ search: 'mug' })).toEqual(['mug', 'cup']);
    expect(await list({ search: 'stone' })).toEqual(['mug']);
    expect(await list({ search: 'MUG coffee' })).toEqual(['mug']);
    expect(await list({ search: 'mug for hours' })).toEqual(['cup']);
    expect(await list({ search: 'mug 350 ml' })).toEqual(['mug']);
    expect(await list({ search: "gardener's" })).toEqual(['spade']);
    expect(await list({ search: 'mug' }, 'PRICE_ASC')).toEqual(['cup', 'mug']);
    expect(await list({ search: 'nothing like it' })).toEqual([]);
  });

  it('finds the beginning of a SKU', async () => {
    const { data } = await shop.asStaff('query ($id: ID!) { product(id: $id) { variants { sku } } }', {
      id: ids['mug'],
    });
    const { sku } = data.product.variants[0];
    expect(await list({ search: sku.toLowerCase() })).toEqual(['mug']);
    expect(await list({ search: sku.slice(0, 14) })).toEqual(['mug']);
  });

  it.each([
    '%',
    '_',
    '+-"*',
    "'",
    "' or 1=1 --",
    '"',
    '(',
    '@',
    '~<>',
    '*',
    '\\',
    '\\%',
    '\u0000',
    'a\u0000b',
    '🙂',
    '\u202e',
    '+',
    '-mug',
    'a'.repeat(1_000_000),
    '% '.repeat(500_000),
  ])('takes any text as a search: %#', async (search) => {
    const { errors } = await ask(
      shop.subgraph.client,
      anonymous,
      `query ($s: String) { products(filter: { search: $s }) { totalCount facets { inStockCount categories { count } } edges { node { id } } } }`,
      { s: search },
    );
    expect(errors).toEqual([]);
  });

  it('takes % and _ in a SKU search as themselves', async () => {
    expect(await list({ search: '%' })).toEqual([]);
    expect(await list({ search: 'SKU_' })).toEqual([]);
    expect(await list({ search: '-mug' })).toEqual(['mug', 'cup']);
    expect(await list({ search: 's' }, 'NAME_ASC')).toHaveLength(5);
  });

  it.each(['RELEVANCE', 'NEWEST', 'NAME_ASC', 'PRICE_ASC', 'PRICE_DESC'])(
    'reads %s page by page without gaps or repeats',
    async (sort) => {
      const categoryId = await makeCategory(shop);
      for (let index = 0; index < 7; index++)
        await makeProduct(shop, { name: `Twin ${index % 2}`, categoryIds: [categoryId], prices: [100 * (index % 3)] });
      for (const search of sort === 'RELEVANCE' ? ['twin', null] : [null]) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const { data, errors }: { data: any; errors: readonly unknown[] } = await ask(
            shop.subgraph.client,
            anonymous,
            document,
            { filter: { categoryId, search }, sort, first: 2, after },
          );
          expect(errors).toEqual([]);
          expect(data.products.pageInfo.hasPreviousPage).toBe(after !== null);
          expect(data.products.totalCount).toBe(7);
          seen.push(...data.products.edges.map(({ node }: { node: { id: string } }) => node.id));
          after = data.products.pageInfo.hasNextPage ? data.products.pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toHaveLength(7);
        expect(new Set(seen).size).toBe(7);
      }
      const { data } = await shop.asStaff(
        'query ($id: ID!) { category(id: $id) { products(first: 100) { edges { node { id } } } } }',
        { id: categoryId },
      );
      for (const { node } of data.category.products.edges)
        await shop.asStaff('mutation ($id: ID!) { archiveProduct(input: { productId: $id }) { __typename } }', {
          id: node.id,
        });
    },
  );

  it('refuses pages and cursors that it cannot serve', async () => {
    const byName = await ask(shop.subgraph.client, anonymous, document, { sort: 'NAME_ASC', first: 1 });
    for (const args of [
      { first: 0 },
      { first: 101 },
      { first: -1 },
      { after: 'x' },
      { after: '' },
      { after: Buffer.from('["PRICE_ASC","x","y"]').toString('base64url'), sort: 'PRICE_ASC' },
      { after: byName.data.products.pageInfo.endCursor, sort: 'PRICE_ASC' },
      { filter: { ids: Array.from({ length: 101 }, () => newId()) } },
    ]) {
      const { errors } = await ask(shop.subgraph.client, anonymous, document, args);
      expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('counts facets over the whole result', async () => {
    const { data, errors } = await ask(
      shop.subgraph.client,
      anonymous,
      'query ($filter: ProductFilter) { products(filter: $filter, first: 1) { facets { inStockCount priceRange { min { amount } max { amount currency } } categories { count category { name } } } } }',
      { filter: { categoryId: home } },
    );
    expect(errors).toEqual([]);
    expect(data.products.facets).toEqual({
      inStockCount: 3,
      priceRange: { min: { amount: 900 }, max: { amount: 9900, currency: 'USD' } },
      // The cup stands in Home and in Kitchen below it, and counts once in Home.
      categories: [
        { count: 3, category: { name: 'Home' } },
        { count: 2, category: { name: 'Kitchen' } },
      ],
    });
    const empty = await ask(
      shop.subgraph.client,
      anonymous,
      '{ products(filter: { ids: [] }) { facets { inStockCount priceRange { min { amount } } categories { count } } } }',
    );
    expect(empty.data.products.facets).toEqual({ inStockCount: 0, priceRange: null, categories: [] });
  });
});

describe('statements', () => {
  const grid = `query ($first: Int) { products(first: $first) {
    totalCount facets { inStockCount priceRange { min { amount } } categories { count category { name parent { name } } } }
    edges { node { id categories { id parent { id } children { id } } priceRange { min { amount } } inStock
      variants { id name available isAvailable(quantity: 2) product { id } } } } } }`;

  it('are as many for 50 products as for 5', async () => {
    for (let index = 0; index < 50; index++)
      await makeProduct(shop, { stocks: [1, 2], categoryIds: [[kitchen, garden][index % 2]!] });
    const count = async (first: number) => {
      shop.statements.length = 0;
      const { data, errors } = await ask(shop.subgraph.client, anonymous, grid, { first });
      expect(errors).toEqual([]);
      expect(data.products.edges).toHaveLength(first);
      return shop.statements.length;
    };
    const few = await count(5);
    expect(await count(50)).toBe(few);
    // Page, products, variants, stock, shelves of products, category tree, count, three facets.
    expect(few).toBe(10);
  });

  it('are as many for lists of products in 6 categories as in 2', async () => {
    for (let index = 0; index < 4; index++) await makeCategory(shop);
    const count = async (some: readonly string[]) => {
      shop.statements.length = 0;
      const { data, errors } = await shop.asService(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Category { name products(first: 3, sort: NAME_ASC) { totalCount facets { inStockCount categories { count } } edges { node { name } } } } } }',
        { r: some.map((id) => ({ __typename: 'Category', id })) },
      );
      expect(errors).toEqual([]);
      return { statements: shop.statements.length, lists: data._entities };
    };
    const { data } = await ask(shop.subgraph.client, anonymous, '{ categories { id name } }');
    const all = data.categories.map(({ id }: { id: string }) => id);
    const many = await count(all);
    const two = await count([home, garden]);
    expect(many.statements).toBe(two.statements);
    expect(many.lists.slice(0, 2)).toEqual(two.lists);
    const names = two.lists[0].products.edges.map(({ node }: { node: { name: string } }) => node.name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
  });

  it('do not count or facet when nobody asks', async () => {
    shop.statements.length = 0;
    await ask(shop.subgraph.client, anonymous, '{ products { edges { node { name } } } }');
    expect(shop.statements).toHaveLength(2);
  });
});
