import { by, never, subgraph, type AuditGroup } from '../group.ts';

const works = [
  { __typename: 'Poem', id: 'w1', title: 'Poem 1' },
  { __typename: 'Song', id: 'w2', title: 'Song 1' },
];
const union = 'union Work = Poem | Song';

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'plain',
      `type Query { works: [Work] @shareable }  ${union}  type Poem @key(fields: "id") { id: ID! }  type Song @key(fields: "id") { id: ID! }`,
      {
        Query: { works: () => works },
      },
    ),
    subgraph(
      'providing',
      `
        type Query { works: [Work] @shareable @provides(fields: "... on Poem { title }") }
        ${union}
        type Poem @key(fields: "id") { id: ID!  title: String @external }
        type Song @key(fields: "id") { id: ID! }
      `,
      { Query: { works: () => works } },
    ),
    subgraph(
      'titles',
      'type Poem @key(fields: "id") { id: ID!  title: String @shareable }  type Song @key(fields: "id") { id: ID!  title: String @shareable }',
      {
        Poem: { __resolveReference: never },
        Song: { __resolveReference: by(works, 'id') },
      },
    ),
  ],
  cases: {
    'what is provided for one member': {
      query: '{ works { ... on Poem { id title } ... on Song { id } } }',
      data: { works: [{ id: 'w1', title: 'Poem 1' }, { id: 'w2' }] },
    },
    'what is not, for the other': {
      query: '{ works { ... on Poem { id title } ... on Song { id title } } }',
      data: {
        works: [
          { id: 'w1', title: 'Poem 1' },
          { id: 'w2', title: 'Song 1' },
        ],
      },
    },
  },
};
