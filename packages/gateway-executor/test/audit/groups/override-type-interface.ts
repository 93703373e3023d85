import { by, never, subgraph, type AuditGroup } from '../group.ts';

const photos = [
  { __typename: 'Photo', id: 'p1', takenAt: 'noon' },
  { __typename: 'Photo', id: 'p2', takenAt: 'night' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'feed',
      `
        type Query { feed: [Post] }
        interface Post { id: ID!  takenAt: String! }
        type Photo implements Post @key(fields: "id") { id: ID!  takenAt: String! }
      `,
      { Query: { feed: () => photos }, Photo: { takenAt: never } },
    ),
    subgraph(
      'photos',
      `
        type Query { album: [Picture] }
        interface Post { id: ID!  takenAt: String! }
        type Letter implements Post @key(fields: "id") { id: ID!  takenAt: String!  body: String! }
        interface Picture { id: ID!  takenAt: String! }
        type Photo implements Picture @key(fields: "id") { id: ID!  takenAt: String! @override(from: "feed") }
      `,
      { Query: { album: () => photos }, Photo: { __resolveReference: by(photos, 'id') } },
    ),
  ],
  cases: {
    'a field of an interface that one type has elsewhere': {
      query: '{ feed { id takenAt } }',
      data: {
        feed: [
          { id: 'p1', takenAt: 'noon' },
          { id: 'p2', takenAt: 'night' },
        ],
      },
    },
    'a type that the list never has': { query: '{ feed { ... on Letter { id body } } }', data: { feed: [{}, {}] } },
    'from where it is overridden': {
      query: '{ album { takenAt } }',
      data: { album: [{ takenAt: 'noon' }, { takenAt: 'night' }] },
    },
    'by the interface and by the type': {
      query: '{ album { takenAt id ... on Photo { takenAt id } } }',
      data: {
        album: [
          { id: 'p1', takenAt: 'noon' },
          { id: 'p2', takenAt: 'night' },
        ],
      },
    },
  },
};
