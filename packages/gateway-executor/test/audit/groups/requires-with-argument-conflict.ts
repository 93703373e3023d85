import { by, subgraph, type AuditGroup } from '../group.ts';

const tools = [
  { code: 't1', name: 'Tool 1', dollars: 11, weight: 1, sort: { dollars: 11 } },
  { code: 't2', name: 'Tool 2', dollars: 22, weight: 2, sort: { dollars: 22 } },
];
const inCurrency = ({ dollars }: { dollars: number }, { currency }: { currency: string }) =>
  currency === 'EUR' ? dollars * 2 : dollars;

// Both prices are brought to one entity by one fetch, and it has room for one: only plans that ask twice could be
// right.
export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'shipping',
      `
        type Tool @key(fields: "code") {
          code: String!
          weight: Int @external
          price(currency: String!): Int @external
          shipping: Int @requires(fields: "price(currency: \\"USD\\") weight")
          shippingInEuro: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          sort: Sort @external
          isOfDearSort: Boolean @requires(fields: "sort { averagePrice(currency: \\"USD\\") }")
        }
        type Sort @external { averagePrice(currency: String!): Int }
      `,
      {
        Tool: {
          shipping: ({ price, weight }) => price * weight * 10,
          shippingInEuro: ({ price, weight }) => price * weight * 10,
          isOfDearSort: ({ sort }) => sort.averagePrice > 11,
        },
      },
    ),
    subgraph(
      'tools',
      `
        type Query { tools: [Tool] }
        type Tool @key(fields: "code") { code: String!  name: String  price(currency: String!): Int  weight: Int  sort: Sort }
        type Sort { averagePrice(currency: String!): Int }
      `,
      {
        Query: { tools: () => tools },
        Tool: { __resolveReference: by(tools, 'code'), price: inCurrency },
        Sort: { averagePrice: inCurrency },
      },
    ),
  ],
  cases: {
    'one field is required with two arguments': {
      query: '{ tools { code name shipping shippingInEuro isOfDearSort } }',
      data: {
        tools: [
          { code: 't1', name: 'Tool 1', shipping: 110, shippingInEuro: 220, isOfDearSort: false },
          { code: 't2', name: 'Tool 2', shipping: 440, shippingInEuro: 880, isOfDearSort: true },
        ],
      },
      wrongIn: ['stock', 'compiled'],
    },
  },
};
