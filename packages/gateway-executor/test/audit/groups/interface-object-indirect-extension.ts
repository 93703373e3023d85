import { subgraph, type AuditGroup } from '../group.ts';

const song = (id: string) => ({ __typename: 'Song', id, title: `Song ${id}`, seconds: 100 * Number(id) });

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'tracks',
      `
        type Query { track: Track }
        interface Track @key(fields: "id") { id: ID!  title: String }
        type Song implements Track @key(fields: "id") { id: ID!  title: String  seconds: Int }
        type Speech implements Track @key(fields: "id") { id: ID!  title: String  words: Int }
      `,
      {
        Query: { track: () => song('1') },
        Track: { __resolveType: () => 'Song' },
        Song: { __resolveReference: ({ id }) => song(id) },
      },
    ),
    subgraph(
      'singers',
      `
        type Query { singer: Singer }
        type Singer @key(fields: "id") { id: ID!  name: String }
        extend type Song @key(fields: "id") { id: ID!  sungBy: String }
      `,
      { Query: { singer: () => ({ id: '1', name: 'Singer 1' }) }, Song: { sungBy: () => 'Singer 1' } },
    ),
    subgraph(
      'lists',
      `
        type Query { list: List }
        type List @key(fields: "id") { id: ID!  name: String  track: Track }
        type Track @key(fields: "id") @interfaceObject { id: ID! }
      `,
      { Query: { list: () => ({ id: '1', name: 'List 1', track: { id: '1' } }) } },
    ),
  ],
  cases: {
    'a type of the interface that a third subgraph extends': {
      query: `{
        track { id title ... on Song { seconds sungBy } ... on Speech { words } }
        singer { id name }
        list { id name track { id ... on Song { seconds } } }
      }`,
      data: {
        track: { id: '1', title: 'Song 1', seconds: 100, sungBy: 'Singer 1' },
        singer: { id: '1', name: 'Singer 1' },
        list: { id: '1', name: 'List 1', track: { id: '1', seconds: 100 } },
      },
    },
  },
};
