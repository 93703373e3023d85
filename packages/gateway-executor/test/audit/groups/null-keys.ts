import { by, subgraph, type AuditGroup } from '../group.ts';

const books = ['Alice', 'Bob', 'Eve'].map((author, index) => ({
  upc: `b${index + 1}`,
  id: `${index + 1}`,
  author: { id: `a${index + 1}`, name: author },
}));

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'boxes',
      'type Query { boxes: [Box] }  type Box { book: Book }  type Book @key(fields: "upc") { upc: ID! }',
      {
        Query: { boxes: () => books.map(({ upc }) => ({ book: { upc } })) },
      },
    ),
    // The only way from one key to the other, and it does not know the last book.
    subgraph('ids', 'type Book @key(fields: "id") @key(fields: "upc") { id: ID!  upc: ID! }', {
      Book: { __resolveReference: by(books.slice(0, 2), 'upc') },
    }),
    subgraph(
      'authors',
      'type Book @key(fields: "id") { id: ID!  author: Author }  type Author { id: ID!  name: String }',
      {
        Book: {
          __resolveReference: ({ id }) => {
            const book = books.find((book) => book.id === id);
            if (book === undefined) throw new Error('No such book');
            return book;
          },
        },
      },
    ),
  ],
  cases: {
    'an entity that has no key for the next subgraph': {
      query: '{ boxes { book { upc author { name } } } }',
      data: {
        boxes: [
          { book: { upc: 'b1', author: { name: 'Alice' } } },
          { book: { upc: 'b2', author: { name: 'Bob' } } },
          { book: { upc: 'b3', author: null } },
        ],
      },
    },
  },
};
