import { by, never, subgraph, type AuditGroup } from '../group.ts';

const teas = [{ id: 'tea-1', name: 'Tea 1', price: 10 }];
const bare = `
  interface Node { id: ID! }
  type Tea implements Node @key(fields: "id") { id: ID! }
  type Shop implements Node @key(fields: "id") { id: ID! }
`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph('nodes', `type Query { teaNode: Node  shopNode: Node } ${bare}`, {
      Query: { teaNode: () => ({ __typename: 'Tea', id: 'tea-1' }), shopNode: never },
    }),
    subgraph('more-nodes', bare),
    subgraph(
      'types',
      `
        interface Node { id: ID! }
        type Tea implements Node @key(fields: "id") @shareable { id: ID!  name: String!  price: Float! }
        type Shop implements Node @key(fields: "id") { id: ID!  name: String! }
      `,
      { Tea: { __resolveReference: by(teas, 'id') } },
    ),
  ],
  cases: {
    'fields of a type that the subgraph of the root has not': {
      query: '{ teaNode { ... on Tea { id name __typename price } } }',
      data: { teaNode: { ...teas[0], __typename: 'Tea' } },
    },
  },
};
