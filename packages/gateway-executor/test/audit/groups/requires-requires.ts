import { subgraph, type AuditGroup } from '../group.ts';

const given = (value: unknown, then: () => boolean): boolean => {
  if (value === undefined) throw new Error('What is required is missing');
  return then();
};

export const group: AuditGroup = {
  subgraphs: [
    subgraph('prices', 'type Car @key(fields: "id") { id: ID!  price: Float! @inaccessible }', {
      Car: { price: () => 900 },
    }),
    subgraph('cars', 'type Query { car: Car }  type Car @key(fields: "id") { id: ID!  onSale: Boolean! }', {
      Query: { car: () => ({ id: 'c1', onSale: true }) },
      Car: { onSale: () => true },
    }),
    subgraph(
      'rating',
      `
        type Car @key(fields: "id") {
          id: ID!
          price: Float! @external
          isDear: Boolean! @requires(fields: "price")
          onSale: Boolean! @external
          isDearOnSale: Boolean! @requires(fields: "onSale")
        }
      `,
      {
        Car: {
          isDear: ({ price }) => given(price, () => price > 500),
          isDearOnSale: ({ onSale }) => given(onSale, () => !onSale),
        },
      },
    ),
    subgraph(
      'buying',
      `
        type Car @key(fields: "id") {
          id: ID!
          isDear: Boolean! @external
          canBuy: Boolean! @requires(fields: "isDear")
          isDearOnSale: Boolean! @external
          canBuyOnSale: Boolean! @requires(fields: "isDearOnSale")
        }
      `,
      {
        Car: {
          canBuy: ({ isDear }) => given(isDear, () => !isDear),
          canBuyOnSale: ({ isDearOnSale }) => given(isDearOnSale, () => !isDearOnSale),
        },
      },
    ),
  ],
  cases: {
    'two steps': { query: '{ car { canBuy } }', data: { car: { canBuy: false } } },
    'the first step': { query: '{ car { isDear } }', data: { car: { isDear: true } } },
    'both steps': { query: '{ car { isDear canBuy } }', data: { car: { isDear: true, canBuy: false } } },
    'two steps from a field of the first subgraph': {
      query: '{ car { canBuyOnSale } }',
      data: { car: { canBuyOnSale: true } },
    },
    'two ways at once': {
      query: '{ car { canBuy canBuyOnSale } }',
      data: { car: { canBuy: false, canBuyOnSale: true } },
    },
  },
};
