const card =
  'edges { node { id slug name image { url alt } inStock priceRange { min { amount currency } } variants { id sku price { amount } available } } } pageInfo { hasNextPage endCursor }';
const words = ['mug', 'bowl', 'tea', 'coffee', 'stoneware', 'enamel', 'porcelain', 'lamp', 'glass', 'knife'];
const sorts = ['NEWEST', 'NAME_ASC', 'PRICE_ASC', 'PRICE_DESC'];

const body = (query: string, variables: object): string => JSON.stringify({ query, variables });

/** Pages of products in each order. */
export const productListBodies = (): readonly string[] =>
  sorts.flatMap((sort) =>
    [20, 40].map((first) =>
      body(`query ($first: Int!, $sort: ProductSort!) { products(first: $first, sort: $sort) { ${card} } }`, {
        first,
        sort,
      }),
    ),
  );

/** Searches with filters and facets, no two alike. */
export const searchBodies = (): readonly string[] =>
  words.flatMap((search) =>
    [0, 1_000, 2_000, 3_000].map((minPrice) =>
      body(
        `query ($filter: ProductFilter!) { products(first: 20, filter: $filter) { totalCount facets { categories { count category { id name } } inStockCount priceRange { min { amount } max { amount } } } ${card} } }`,
        { filter: { search, inStock: true, minPrice, maxPrice: minPrice + 5_000 } },
      ),
    ),
  );
