import { by, never, subgraph, type AuditGroup } from '../group.ts';

const loaves = [{ __typename: 'Loaf', id: 'l1', name: 'Loaf 1' }];

// No type of the graph is a Node: only the subgraph where it is an object can tell anything of one.
export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'abstract',
      `
        type Query { unknown: Node  food: Food }
        interface Node @key(fields: "id") { id: ID! }
        type Food @key(fields: "id") @interfaceObject { id: ID! }
      `,
      { Query: { unknown: () => ({ id: 'n1' }), food: () => ({ id: 'l1' }) } },
    ),
    subgraph(
      'concrete',
      `
        type Query { known: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  field: String }
        interface Food @key(fields: "id") { id: ID! }
        type Loaf implements Food @key(fields: "id") { id: ID!  name: String! }
      `,
      {
        Query: { known: () => ({ id: 'n1' }) },
        Node: { __resolveReference: never, field: () => 'value' },
        Food: { __resolveReference: by(loaves, 'id') },
        Loaf: { __resolveReference: by(loaves, 'id') },
      },
    ),
  ],
  cases: {
    'all fields of the object': { query: '{ known { id field } }', data: { known: { id: 'n1', field: 'value' } } },
    'a field of the object, from the interface': {
      query: '{ unknown { field } }',
      data: null,
      errors: true,
      wrongIn: ['stock'],
    },
    'the key of the object': { query: '{ known { id } }', data: { known: { id: 'n1' } } },
    'the key, from the interface': { query: '{ unknown { id } }', data: { unknown: null }, errors: true },
    'the key of an object whose types are elsewhere': { query: '{ food { id } }', data: { food: { id: 'l1' } } },
    'a field of the object that is skipped': { query: '{ unknown @skip(if: true) { field } }', data: {} },
    'a field that the interface has not': { query: '{ food { id name } }', errors: true },
    'a type that is elsewhere': { query: '{ food { ... on Loaf { id } } }', data: { food: { id: 'l1' } } },
  },
};
