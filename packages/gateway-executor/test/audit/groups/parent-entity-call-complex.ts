import { subgraph, type AuditGroup } from '../group.ts';

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'notes',
      'type Cup @key(fields: "id") { id: ID @external  sort: Sort @shareable }  type Sort { note: String }',
      {
        Cup: { sort: ({ id }) => ({ note: `Note on cup ${id}` }) },
      },
    ),
    subgraph(
      'sorts',
      `
        type Cup @key(fields: "id") { id: ID @external  sort: Sort @shareable }
        type Sort @key(fields: "id") { id: ID }
      `,
      { Cup: { sort: () => ({ id: '3' }) } },
    ),
    subgraph('sort-names', 'type Sort @key(fields: "id") { id: ID  name: String }', {
      Sort: { name: ({ id }) => `Sort ${id}` },
    }),
    subgraph('cups', 'type Query { cup(id: ID!): Cup }  type Cup @key(fields: "id") { id: ID  name: String }', {
      Query: { cup: (_, { id }) => ({ id, name: `Cup ${id}` }) },
    }),
  ],
  cases: {
    'one object of three subgraphs, two of them by its parent': {
      query: '{ cup(id: "1") { id name sort { id name note } } }',
      data: { cup: { id: '1', name: 'Cup 1', sort: { id: '3', name: 'Sort 3', note: 'Note on cup 1' } } },
    },
  },
};
