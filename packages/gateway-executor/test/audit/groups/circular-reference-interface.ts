import { by, subgraph, type AuditGroup } from '../group.ts';

const prints = [
  { __typename: 'Print', id: '1', price: 10.5 },
  { __typename: 'Print', id: '2', price: 20 },
  { __typename: 'Print', id: '3', price: 10.5 },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'shop',
      `
        type Query { ware: Ware }
        interface Ware { equal: Ware }
        type Print implements Ware @key(fields: "id") { id: ID!  equal: Print @provides(fields: "price")  price: Float @external }
      `,
      {
        Query: { ware: () => prints[0] },
        Print: { equal: (print) => prints.find(({ id, price }) => price === print.price && id !== print.id) },
      },
    ),
    subgraph('prices', 'type Print @key(fields: "id") { id: ID!  price: Float @shareable }', {
      Print: { __resolveReference: by(prints, 'id') },
    }),
  ],
  cases: {
    'an interface that leads to itself': {
      query: '{ ware { equal { ... on Ware { equal { __typename } } } } }',
      data: { ware: { equal: { equal: { __typename: 'Print' } } } },
    },
    'by the interface and by its type at once': {
      query: `{ ware {
        __typename
        equal { __typename ... on Print { id } equal { __typename ... on Print { id } } }
        ... on Print { __typename id price equal { id price } }
      } }`,
      data: {
        ware: {
          __typename: 'Print',
          id: '1',
          price: 10.5,
          equal: { __typename: 'Print', id: '3', price: 10.5, equal: { __typename: 'Print', id: '1' } },
        },
      },
    },
  },
};
