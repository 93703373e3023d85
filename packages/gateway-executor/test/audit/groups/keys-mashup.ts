import { by, subgraph, type AuditGroup } from '../group.ts';

const part = { id: '1', serial: 's1', place: { hall: 'h1', row: 'r1', bin: 'b1' }, name: 'Part 1' };

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'parts',
      `
        type Part
          @key(fields: "id", resolvable: true)
          @key(fields: "serial", resolvable: false)
          @key(fields: "place { hall row }", resolvable: false)
          @key(fields: "id place { row bin }", resolvable: false) { id: ID!  serial: ID!  place: Place!  name: String! }
        type Place { hall: ID!  row: ID!  bin: ID! }
      `,
      { Part: { __resolveReference: by([part], 'id') } },
    ),
    subgraph(
      'orders',
      `
        type Query { order: Order }
        type Order @key(fields: "id") { id: ID!  parts: [Part!]! }
        type Part
          @key(fields: "place { hall row }", resolvable: false)
          @key(fields: "id place { row bin }", resolvable: true)
          @key(fields: "serial", resolvable: false)
          @key(fields: "id", resolvable: false) { id: ID!  serial: ID!  place: Place!  name: String! @external  label: String! @requires(fields: "name") }
        type Place { hall: ID!  row: ID!  bin: ID! }
      `,
      {
        Query: { order: () => ({ id: '100', parts: [{ id: part.id, serial: part.serial, place: part.place }] }) },
        Part: {
          __resolveReference: ({ id, place, name }) => {
            if (!place?.row || !place.bin) throw new Error('By id alone a part cannot be found here');
            return { id, name };
          },
          label: ({ name }) => {
            if (!name) throw new Error('name is missing');
            return `for ${name}`;
          },
        },
      },
    ),
  ],
  cases: {
    'the key that a subgraph can resolve, among those that it cannot': {
      query: '{ order { id parts { id name label } } }',
      data: { order: { id: '100', parts: [{ id: '1', name: 'Part 1', label: 'for Part 1' }] } },
      wrongIn: ['stock'],
    },
  },
};
