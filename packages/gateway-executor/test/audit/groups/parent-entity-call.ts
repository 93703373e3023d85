import { by, subgraph, type AuditGroup } from '../group.ts';

const sorts = [
  { id: 's1', name: 'Sort 1', counts: { cups: 2 } },
  { id: 's2', name: 'Sort 2', counts: { cups: 1 } },
];
const cups = [
  { id: 'c1', code: 'k1', sortId: 's1' },
  { id: 'c2', code: 'k2', sortId: 's2' },
  { id: 'c3', code: 'k3', sortId: 's1' },
];
const sort = ({ sortId }: { sortId: string }) => sorts.find(({ id }) => id === sortId);
const withCode = ({ id, code }: { id: string; code: string }) => cups.find((cup) => cup.id === id && cup.code === code);

const both = `
  type Sort @key(fields: "id") { id: ID!  name: String! @shareable }
`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'cups',
      `type Query { cups: [Cup!]! }  type Cup @key(fields: "id") @key(fields: "id code") { id: ID!  code: ID!  sort: Sort @shareable } ${both}`,
      {
        Query: { cups: () => cups },
        Cup: { __resolveReference: by(cups, 'id'), sort },
        Sort: { __resolveReference: by(sorts, 'id') },
      },
    ),
    subgraph('sorts', `type Cup @key(fields: "id code") { id: ID!  code: ID!  sort: Sort @shareable } ${both}`, {
      Cup: { __resolveReference: withCode, sort },
      Sort: { __resolveReference: by(sorts, 'id') },
    }),
    subgraph(
      'counts',
      `
        type Cup @key(fields: "id code") { id: ID!  code: ID!  sort: Sort @shareable }
        type Sort { counts: Counts }
        type Counts { cups: Int }
      `,
      { Cup: { __resolveReference: withCode, sort } },
    ),
  ],
  cases: {
    'a field of what is no entity there, by way of its parent': {
      query: '{ cups { id sort { id counts { cups } } } }',
      data: {
        cups: [
          { id: 'c1', sort: { id: 's1', counts: { cups: 2 } } },
          { id: 'c2', sort: { id: 's2', counts: { cups: 1 } } },
          { id: 'c3', sort: { id: 's1', counts: { cups: 2 } } },
        ],
      },
    },
  },
};
