const variants = 'variants { id sku price { amount } available }';
const payment = 'payment { id status }';

/** Pages, staff's among them, of which each thing on them hangs on other things; `$first` is how many. */
export const linkedPages: Readonly<Record<string, string>> = {
  'order page': `orders(first: $first) { edges { node { id buyer { name } lines { name product { slug } variant { sku available } } ${payment} timeline { kind actor { name } } } } }`,
  'product list': `products(first: $first) { edges { node { id name categories { name } priceRange { min { amount } } inStock ${variants} } } }`,
  'product list with facets': `products(first: $first, filter: { inStock: true }) { totalCount facets { categories { count category { name } } inStockCount } edges { node { id ${variants} } } }`,
  // The oldest: those who came last have bought nothing yet, and for nothing no lines, products and payments are asked.
  'users with their orders': `users(first: $first, filter: { role: CUSTOMER }, sort: CREATED_AT_ASC) { edges { node { id name addresses { city } orders(first: 3) { totalCount edges { node { id ${payment} lines { product { name } } } } } } } }`,
  payments:
    'payments(first: $first) { edges { node { id status buyer { name } order { number lines { name product { slug } } } } } }',
  'low stock':
    'lowStock(threshold: 1000, first: $first) { edges { node { sku available product { name categories { name } } } } }',
};

/** A request for `first` rows of one of them, as the body of a GraphQL request. */
export const linkedPageBody = (fields: string, first: number): string =>
  JSON.stringify({ query: `query ($first: Int!) { ${fields} }`, variables: { first } });
