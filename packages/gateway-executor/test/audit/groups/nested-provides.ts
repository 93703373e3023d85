import { never, subgraph, type AuditGroup } from '../group.ts';

type Topic = { id: string; name: string; below?: Topic[] };
const topic = (id: string, below?: string): Topic => ({
  id,
  name: `Topic ${id}`,
  ...(below && { below: [topic(below)] }),
});
const articles = [
  { id: 'a1', topics: [topic('t1', 't2'), topic('t2', 't3')] },
  { id: 'a2', topics: [topic('t3', 't1'), topic('t2', 't3')] },
];

// What is provided needs no second subgraph; one that is asked all the same answers with an error.
export const group: AuditGroup = {
  subgraphs: [
    subgraph('all', 'type Article @key(fields: "id") { id: ID! }', { Article: { __resolveReference: never } }),
    subgraph(
      'topics',
      `
        type Query { articles: [Article] @shareable @provides(fields: "topics { id name below { id name } }") }
        type Article @key(fields: "id") { id: ID!  topics: [Topic] @external }
        type Topic @key(fields: "id") { id: ID!  name: String  below: [Topic] @external }
      `,
      {
        Query: { articles: () => articles },
        Article: { __resolveReference: never },
        Topic: { __resolveReference: never },
      },
    ),
    subgraph(
      'tree',
      `
        type Article @key(fields: "id") { id: ID!  topics: [Topic] @shareable }
        type Topic @key(fields: "id") { id: ID!  below: [Topic] @shareable }
      `,
      { Article: { __resolveReference: never }, Topic: { __resolveReference: never } },
    ),
  ],
  cases: {
    'one level of what is provided': {
      query: '{ articles { id topics { id name } } }',
      data: {
        articles: articles.map(({ id, topics }) => ({ id, topics: topics.map(({ id, name }) => ({ id, name })) })),
      },
    },
    'all of what is provided': {
      query: '{ articles { id topics { id name below { id name } } } }',
      data: { articles },
    },
  },
};
