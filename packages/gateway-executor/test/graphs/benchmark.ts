import { readFileSync } from 'node:fs';
import type { TestSubgraph } from '../support/subgraphs.ts';

// The graph that federation gateways are compared on, over the same data.

type User = { id: string; name: string; username: string; birthday: number };
type Product = { upc: string; name: string; price: number; weight: number };
type Review = { id: string; body: string; productUpc: string };
type Data = { users: User[]; products: Product[]; inStock: Record<string, boolean>; reviews: Review[] };

const data: Data = JSON.parse(readFileSync(new URL('benchmark-data.json', import.meta.url), 'utf8'));

const federation = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imports}])`;

const accounts: TestSubgraph = {
  name: 'accounts',
  sdl: `
    ${federation('"@key", "@shareable"')}
    type Query { me: User  user(id: ID!): User  users: [User] }
    type User @key(fields: "id") { id: ID!  name: String  username: String @shareable  birthday: Int }
  `,
  resolvers: {
    Query: {
      me: () => data.users[0],
      user: (_: unknown, { id }: { id: string }) => findUser(id),
      users: () => data.users,
    },
    User: { __resolveReference: ({ id }: { id: string }) => findUser(id) },
  },
};

const products: TestSubgraph = {
  name: 'products',
  sdl: `
    ${federation('"@key"')}
    type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String!  name: String  price: Int  weight: Int }
  `,
  resolvers: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => data.products.slice(0, first) },
    Product: { __resolveReference: ({ upc }: { upc: string }) => data.products.find((product) => product.upc === upc) },
  },
};

type Measured = { upc: string; price?: number; weight?: number };

const inventory: TestSubgraph = {
  name: 'inventory',
  sdl: `
    ${federation('"@key", "@external", "@requires"')}
    type Product @key(fields: "upc") {
      upc: String!
      weight: Int @external
      price: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }
  `,
  resolvers: {
    Product: {
      __resolveReference: (measured: Measured) => measured,
      inStock: ({ upc }: Measured) => data.inStock[upc],
      shippingEstimate: ({ price = 0, weight = 0 }: Measured) => (price > 1000 ? 0 : Math.floor(weight / 2)),
    },
  },
};

const reviews: TestSubgraph = {
  name: 'reviews',
  sdl: `
    ${federation('"@key", "@external", "@provides"')}
    type Review @key(fields: "id") { id: ID!  body: String  product: Product  author: User @provides(fields: "username") }
    type User @key(fields: "id") { id: ID!  username: String @external  reviews: [Review] }
    type Product @key(fields: "upc") { upc: String!  reviews: [Review] }
  `,
  resolvers: {
    Review: {
      __resolveReference: ({ id }: { id: string }) => data.reviews.find((review) => review.id === id),
      product: ({ productUpc }: Review) => ({ upc: productUpc }),
      author: () => ({ id: '1', username: data.users[0]?.username }),
    },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }), reviews: () => data.reviews.slice(0, 2) },
    Product: {
      __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
      reviews: ({ upc }: { upc: string }) => data.reviews.filter(({ productUpc }) => productUpc === upc),
    },
  },
};

const findUser = (id: string): User | undefined => data.users.find((user) => user.id === id);

export const benchmarkSubgraphs: readonly TestSubgraph[] = [accounts, products, inventory, reviews];

/** The query that is published with results. */
export const benchmarkQuery = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query TestQuery {
    users {
      ...User
      reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } }
    }
    topProducts {
      ...Product
      reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
    }
  }
`;
