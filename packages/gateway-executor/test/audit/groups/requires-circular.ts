import { by, subgraph, type AuditGroup } from '../group.ts';

const authors = [
  { id: 'a1', name: 'Ann', years: 1 },
  { id: 'a2', name: 'Bob', years: 20 },
];
const posts = [
  { id: 'p1', authorId: 'a1' },
  { id: 'p2', authorId: 'a2' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'posts',
      `
        type Query { posts: [Post] }
        type Post @key(fields: "id") { id: ID!  byBeginner: Boolean! @external  byMaster: Boolean! @requires(fields: "byBeginner") }
        type Author @key(fields: "id") { id: ID!  name: String!  years: Int! }
      `,
      {
        Query: { posts: () => posts.map(({ id }) => ({ id })) },
        Post: { byMaster: ({ byBeginner }) => (byBeginner === undefined ? null : !byBeginner) },
        Author: { __resolveReference: by(authors, 'id') },
      },
    ),
    subgraph(
      'authors',
      `
        type Post @key(fields: "id") { id: ID!  author: Author!  byBeginner: Boolean! @requires(fields: "author { years }") }
        type Author @key(fields: "id") { id: ID!  years: Int! @external }
      `,
      {
        Post: {
          author: ({ id }) => ({ id: posts.find((post) => post.id === id)!.authorId }),
          byBeginner: ({ author }) => (author === undefined ? null : author.years < 5),
        },
      },
    ),
  ],
  cases: {
    'what needs the other subgraph for an own object': {
      query: '{ posts { byBeginner } }',
      data: { posts: [{ byBeginner: true }, { byBeginner: false }] },
    },
    'what needs that': { query: '{ posts { byMaster } }', data: { posts: [{ byMaster: false }, { byMaster: true }] } },
  },
};
