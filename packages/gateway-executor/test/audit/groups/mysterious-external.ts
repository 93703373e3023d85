import { by, subgraph, type AuditGroup } from '../group.ts';

const pens = [
  { id: '1', price: 100, name: 'Pen 1' },
  { id: '2', price: 200, name: 'Pen 2' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'prices',
      'type Query { cheapest: Pen }  extend type Pen @key(fields: "id") { id: ID! @external  price: Float }',
      {
        Query: { cheapest: () => pens[0] },
        Pen: { __resolveReference: by(pens, 'id') },
      },
    ),
    subgraph('pens', 'type Query { pens: [Pen] }  type Pen @key(fields: "id") { id: ID!  name: String! }', {
      Query: { pens: () => pens },
      Pen: { __resolveReference: by(pens, 'id') },
    }),
  ],
  cases: {
    'from where the key is external': { query: '{ cheapest { id price name } }', data: { cheapest: pens[0]! } },
    'to where the key is external': { query: '{ pens { id price name } }', data: { pens } },
  },
};
