import { by, pick, subgraph, type AuditGroup } from '../group.ts';

const tools = [
  { code: 't1', name: 'Tool 1', price: 11, weight: 1 },
  { code: 't2', name: 'Tool 2', price: 22, weight: 2 },
];
const notes = [
  { id: 'n1', on: 'p1', by: 'a2', text: 'one' },
  { id: 'n2', on: 'p1', by: 'a2', text: 'two' },
  { id: 'n3', on: 'p1', by: 'a2', text: 'three' },
  { id: 'n4', on: 'p2', by: 'a1', text: 'four' },
  { id: 'n5', on: 'p2', by: 'a1', text: 'five' },
  { id: 'n6', on: 'p2', by: 'a1', text: 'six' },
  { id: 'n7', on: 'p2', by: 'a1', text: 'three' },
];
const notesOn = ({ id }: { id: string }, { limit }: { limit: number }) =>
  notes.filter(({ on }) => on === id).slice(0, limit);

const authorAnd = (first: object, second: object) => ({
  posts: [
    { author: { id: 'a2' }, ...first },
    { author: { id: 'a1' }, ...second },
  ],
});
const firstNotes = authorAnd({ notes: [{ id: 'n1' }] }, { notes: [{ id: 'n4' }] });

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'shipping',
      `
        type Tool @key(fields: "code") {
          code: String!
          weight: Int @external
          price(currency: String!): Int @external
          shipping: Int @requires(fields: "price(currency: \\"USD\\") weight")
        }
      `,
      { Tool: { shipping: ({ price, weight }) => price * weight * 10 } },
    ),
    subgraph(
      'tools',
      'type Query { tools: [Tool] }  type Tool @key(fields: "code") { code: String!  name: String  price(currency: String!): Int  weight: Int }',
      {
        Query: { tools: () => tools },
        Tool: { __resolveReference: by(tools, 'code') },
      },
    ),
    subgraph(
      'posts',
      'type Query { posts: [Post] }  type Post @key(fields: "id") { id: ID! }  type Note @key(fields: "id") { id: ID!  by: ID  text: String! }',
      {
        Query: { posts: () => [{ id: 'p1' }, { id: 'p2' }] },
        Note: { __resolveReference: by(notes, 'id') },
      },
    ),
    subgraph(
      'spam',
      `
        type Post @key(fields: "id") { id: ID!  notes(limit: Int!): [Note] @external }
        type Note @key(fields: "id") { id: ID!  samePosts: [Post] @external  isSpam: Boolean @requires(fields: "samePosts { notes(limit: 50) { id } }") }
      `,
      {
        // External, and yet the planner may ask here as well.
        Post: { notes: notesOn },
        Note: {
          isSpam: ({ samePosts }) =>
            samePosts.length > 0 &&
            samePosts.every((post: { notes: object[] }) => post.notes.every((note) => 'id' in note)),
        },
      },
    ),
    subgraph(
      'notes',
      `
        type Post @key(fields: "id") { id: ID!  author: Author @requires(fields: "notes(limit: 3) { by }")  notes(limit: Int!): [Note] }
        type Note @key(fields: "id") { id: ID!  by: ID @external  samePosts: [Post] }
        type Author { id: ID! }
      `,
      {
        Post: {
          author: ({ notes }) => {
            if (notes?.length !== 3) throw new Error('Three notes are required');
            return { id: notes[2].by };
          },
          notes: (post, args) => notesOn(post, args).map((note) => pick(note, 'id')),
        },
        Note: {
          samePosts: ({ id }) => {
            const { text, on } = notes.find((note) => note.id === id)!;
            return notes.filter((note) => note.text === text && note.on !== on).map((note) => ({ id: note.on }));
          },
        },
      },
    ),
  ],
  cases: {
    'a field with an argument is required': {
      query: '{ tools { code name shipping } }',
      data: {
        tools: [
          { code: 't1', name: 'Tool 1', shipping: 110 },
          { code: 't2', name: 'Tool 2', shipping: 440 },
        ],
      },
    },
    'of a list as many as are required': { query: '{ posts { author { id } } }', data: authorAnd({}, {}) },
    'fewer are asked for than are required': {
      query: '{ posts { author { id } notes(limit: 1) { id } } }',
      data: firstNotes,
      wrongIn: ['stock'],
    },
    'as many are asked for as another field requires': {
      query: '{ posts { notes(limit: 3) { isSpam } } }',
      data: {
        posts: [
          { notes: [{ isSpam: false }, { isSpam: false }, { isSpam: true }] },
          { notes: [{ isSpam: false }, { isSpam: false }, { isSpam: false }] },
        ],
      },
    },
    'by a variable': {
      query: 'query ($limit: Int = 1) { posts { author { id } notes(limit: $limit) { id } } }',
      data: firstNotes,
      wrongIn: ['stock'],
    },
    'by a variable in two fragments': {
      query: `
        query ($limit: Int = 1) { posts { author { id } ...One ...Two } }
        fragment One on Post { notes(limit: $limit) { id } }
        fragment Two on Post { notes(limit: $limit) { id } }
      `,
      data: firstNotes,
      wrongIn: ['stock'],
    },
  },
};
