import { subgraphContract } from '@storegraph/testkit/subgraph-contract';
import { anonymous } from '@storegraph/testkit/viewers';
import { makeCategory, makeProduct, openShop, type Shop } from './shop.ts';

const shops = new Map<unknown, Shop>();

const each = async <Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> => {
  const made: Value[] = [];
  for (let index = 0; index < count; index++) made.push(await make(index));
  return made;
};

subgraphContract('inventory', {
  typename: 'Product',
  start: async () => {
    const shop = await openShop();
    shops.set(shop.subgraph, shop);
    const { subgraph, statements, dropDatabase: cleanUp } = shop;
    return { subgraph, statements, cleanUp };
  },
  entities: [
    {
      typename: 'Product',
      selection:
        '{ id name categories { name } variants { name available isAvailable(quantity: 2) } priceRange { min { amount } } inStock }',
      make: async (subgraph, count) => {
        const shop = shops.get(subgraph)!;
        const categoryIds = [await makeCategory(shop)];
        return each(count, async () => (await makeProduct(shop, { categoryIds, stocks: [3, 4] })).id);
      },
    },
    {
      typename: 'ProductVariant',
      selection: '{ id name available product { slug categories { slug } } }',
      make: async (subgraph, count) =>
        each(count, async () => (await makeProduct(shops.get(subgraph)!)).variantIds[0]!),
    },
    {
      typename: 'Category',
      selection:
        '{ id parent { id } children { id } products(first: 3) { totalCount edges { node { id } } facets { inStockCount } } }',
      make: async (subgraph, count) => each(count, () => makeCategory(shops.get(subgraph)!)),
    },
  ],
  needsDatabase: { query: '{ products { edges { node { id } } } }', viewer: anonymous },
});
