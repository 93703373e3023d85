import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

const data = z
  .object({
    users: z.array(z.object({ id: z.string(), name: z.string(), username: z.string(), birthday: z.number() })),
    products: z.array(z.object({ upc: z.string(), name: z.string(), price: z.number(), weight: z.number() })),
    inStock: z.record(z.string(), z.boolean()),
    reviews: z.array(z.object({ id: z.string(), body: z.string(), productUpc: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('data.json', import.meta.url), 'utf8')));

type Review = (typeof data.reviews)[number];

const userById = new Map(data.users.map((user) => [user.id, user]));
const productByUpc = new Map(data.products.map((product) => [product.upc, product]));
const reviewsByUpc = Map.groupBy(data.reviews, ({ productUpc }) => productUpc);
const reviewById = new Map(data.reviews.map((review) => [review.id, review]));

const resolvers = {
  accounts: {
    Query: {
      me: () => data.users[0],
      user: (_: unknown, { id }: { id: string }) => userById.get(id),
      users: () => data.users,
    },
    User: { __resolveReference: ({ id }: { id: string }) => userById.get(id) },
  },
  products: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => data.products.slice(0, first) },
    Product: { __resolveReference: ({ upc }: { upc: string }) => productByUpc.get(upc) },
  },
  inventory: {
    Product: {
      __resolveReference: (reference: object) => reference,
      inStock: ({ upc }: { upc: string }) => data.inStock[upc],
      shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
        price > 1_000 ? 0 : Math.floor(weight / 2),
    },
  },
  reviews: {
    Review: {
      __resolveReference: ({ id }: { id: string }) => reviewById.get(id),
      author: () => ({ id: '1', username: userById.get('1')?.username }),
      product: ({ productUpc }: Review) => ({ upc: productUpc }),
    },
    User: { __resolveReference: (reference: object) => reference, reviews: () => data.reviews.slice(0, 2) },
    Product: {
      __resolveReference: (reference: object) => reference,
      reviews: ({ upc }: { upc: string }) => reviewsByUpc.get(upc) ?? [],
    },
  },
};

/** A subgraph of the public federation benchmark. */
export type BenchmarkSubgraph = {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly schema: GraphQLSchema;
};

/** All four, over static data. */
export const benchmarkSubgraphs: readonly BenchmarkSubgraph[] = Object.entries(resolvers).map(([name, own]) => {
  const typeDefs = parse(readFileSync(new URL(`schema/${name}.graphql`, import.meta.url), 'utf8'));
  return { name, typeDefs, schema: buildSubgraphSchema({ typeDefs, resolvers: own }) };
});
