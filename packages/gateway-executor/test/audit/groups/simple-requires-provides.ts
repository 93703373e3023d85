import { by, subgraph, type AuditGroup } from '../group.ts';

const users = [{ id: 'u1', name: 'Ann', login: 'ann' }];
const wares = [
  { code: 'w1', name: 'Ware 1', price: 11, weight: 1, inStock: true },
  { code: 'w2', name: 'Ware 2', price: 22, weight: 2, inStock: false },
];
const reviews = [
  { id: 'r1', by: 'u1', of: 'w1' },
  { id: 'r2', by: 'u1', of: 'w2' },
];
const cost = ({ price, weight }: { price: number; weight: number }) => price * weight * 10;
const mine = (first: object, second: object) => ({ me: { reviews: [first, second] } });

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'accounts',
      'type Query { me: User }  type User @key(fields: "id") { id: ID!  name: String  login: String @shareable }',
      {
        Query: { me: () => users[0] },
        User: { __resolveReference: by(users, 'id') },
      },
    ),
    subgraph(
      'stock',
      `
        type Ware @key(fields: "code") {
          code: String!
          weight: Int @external
          price: Int @external
          inStock: Boolean
          shipping: Int @requires(fields: "price weight")
          shippingLabel: String @requires(fields: "price weight")
        }
      `,
      {
        Ware: {
          inStock: ({ code }) => wares.find((ware) => ware.code === code)!.inStock,
          shipping: cost,
          shippingLabel: (ware) => `${ware.code} for ${cost(ware)}`,
        },
      },
    ),
    subgraph(
      'wares',
      'type Query { wares: [Ware] }  type Ware @key(fields: "code") { code: String!  name: String  price: Int  weight: Int }',
      {
        Query: { wares: () => wares },
        Ware: { __resolveReference: by(wares, 'code') },
      },
    ),
    subgraph(
      'reviews',
      `
        type Review @key(fields: "id") { id: ID!  author: User @provides(fields: "login")  ware: Ware }
        type User @key(fields: "id") { id: ID!  login: String @external  reviews: [Review] }
        type Ware @key(fields: "code") { code: String!  reviews: [Review] }
      `,
      {
        Review: {
          author: (review) => users.find(({ id }) => id === review.by),
          ware: (review) => ({ code: review.of }),
        },
        User: { reviews: ({ id }) => reviews.filter((review) => review.by === id) },
        Ware: { reviews: ({ code }) => reviews.filter((review) => review.of === code) },
      },
    ),
  ],
  cases: {
    'one subgraph': { query: '{ me { id } }', data: { me: { id: 'u1' } } },
    'a list of another': {
      query: '{ me { id reviews { id } } }',
      data: { me: { id: 'u1', reviews: [{ id: 'r1' }, { id: 'r2' }] } },
    },
    'what is provided, and a third subgraph': {
      query: '{ me { reviews { id author { id login } ware { inStock } } } }',
      data: mine(
        { id: 'r1', author: { id: 'u1', login: 'ann' }, ware: { inStock: true } },
        { id: 'r2', author: { id: 'u1', login: 'ann' }, ware: { inStock: false } },
      ),
    },
    'names of a list': { query: '{ wares { name } }', data: { wares: [{ name: 'Ware 1' }, { name: 'Ware 2' }] } },
    'what others require, by itself': { query: '{ wares { price } }', data: { wares: [{ price: 11 }, { price: 22 }] } },
    'what requires it': { query: '{ wares { shipping } }', data: { wares: [{ shipping: 110 }, { shipping: 440 }] } },
    both: {
      query: '{ wares { shipping weight price } }',
      data: {
        wares: [
          { shipping: 110, weight: 1, price: 11 },
          { shipping: 440, weight: 2, price: 22 },
        ],
      },
    },
    'all four subgraphs': {
      query: '{ wares { reviews { id author { login } ware { name shipping } } } }',
      data: {
        wares: [
          { reviews: [{ id: 'r1', author: { login: 'ann' }, ware: { name: 'Ware 1', shipping: 110 } }] },
          { reviews: [{ id: 'r2', author: { login: 'ann' }, ware: { name: 'Ware 2', shipping: 440 } }] },
        ],
      },
    },
    'in a circle': {
      query: '{ me { reviews { ware { reviews { id } } } } }',
      data: mine({ ware: { reviews: [{ id: 'r1' }] } }, { ware: { reviews: [{ id: 'r2' }] } }),
    },
    'on to a third subgraph': {
      query: '{ me { reviews { ware { inStock } } } }',
      data: mine({ ware: { inStock: true } }, { ware: { inStock: false } }),
    },
    'on to what requires a fourth': {
      query: '{ me { reviews { ware { shipping } } } }',
      data: mine({ ware: { shipping: 110 } }, { ware: { shipping: 440 } }),
    },
    'two fields that require the same': {
      query: '{ me { reviews { ware { shipping shippingLabel } } } }',
      data: mine(
        { ware: { shipping: 110, shippingLabel: 'w1 for 110' } },
        { ware: { shipping: 440, shippingLabel: 'w2 for 440' } },
      ),
    },
  },
};
