import { never, subgraph, type AuditGroup } from '../group.ts';

const things = [
  { id: 't1', name: 'Thing 1', text: 'Text 1', more: 'More 1' },
  { id: 't2', name: 'Thing 2', text: 'Text 2', more: 'More 2' },
];
const brief = things.map(({ id, name }) => ({ id, name }));

// Two fields are provided; asked for is never more than the one.
export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'things',
      'type Query { nothing: Boolean }  type Thing @key(fields: "id") { id: ID!  name: String! @shareable  text: String! @shareable  more: String! }',
      {
        Thing: { __resolveReference: ({ id }) => things.find((thing) => thing.id === id), name: never, text: never },
      },
    ),
    subgraph(
      'providing',
      `
        type Query { thing: Thing @provides(fields: "name text")  things: [Thing!]! @provides(fields: "name text") }
        type Thing @key(fields: "id") { id: ID!  name: String! @external  text: String! @external }
      `,
      { Query: { thing: () => things[0], things: () => things }, Thing: { __resolveReference: never, text: never } },
    ),
  ],
  cases: {
    'none of what is provided': { query: '{ thing { id } }', data: { thing: { id: 't1' } } },
    'one of two': { query: '{ thing { id name } }', data: { thing: brief[0] } },
    'under an alias': { query: '{ thing { id shown: name } }', data: { thing: { id: 't1', shown: 'Thing 1' } } },
    'in an inline fragment': { query: '{ thing { id ... on Thing { name } } }', data: { thing: brief[0] } },
    'in a named fragment': {
      query: '{ thing { id ...Name } } fragment Name on Thing { name }',
      data: { thing: brief[0] },
    },
    'with a field of the other subgraph': {
      query: '{ thing { id name more } }',
      data: { thing: { ...brief[0], more: 'More 1' } },
    },
    'in a list': { query: '{ things { id name } }', data: { things: brief } },
    'in a list, with a field of the other subgraph': {
      query: '{ things { id name more } }',
      data: {
        things: [
          { ...brief[0], more: 'More 1' },
          { ...brief[1], more: 'More 2' },
        ],
      },
    },
    'in a fragment that is skipped': {
      query: '{ thing { id ... on Thing @skip(if: true) { text } } }',
      data: { thing: { id: 't1' } },
    },
    'in a fragment that is not included': {
      query: '{ thing { id ... on Thing @include(if: false) { text } } }',
      data: { thing: { id: 't1' } },
    },
    'in fragments without a type': {
      query: '{ thing { id ... { name } ... { more } } }',
      data: { thing: { ...brief[0], more: 'More 1' } },
    },
  },
};
