import { subgraph, type AuditGroup } from '../group.ts';

const shelves = [
  { id: 's1', tag: 't1', top: '1' },
  { id: 's2', tag: 't2', top: '2' },
];
const books = [
  { id: '1', isbn: 'b1', shelfId: 's1', price: 100 },
  { id: '2', isbn: 'b2', shelfId: 's2', price: 200 },
];
type Book = (typeof books)[number];
type Key = { id: string; isbn?: string; shelf?: { id: string; tag: string } };

const shelfOf = ({ shelfId }: Book) => shelves.find(({ id }) => id === shelfId)!;
const matches = (book: Book, { id, isbn = book.isbn, shelf = shelfOf(book) }: Key) =>
  book.id === id && book.isbn === isbn && shelfOf(book).id === shelf.id && shelfOf(book).tag === shelf.tag;
const find = (key: Key) => books.find((book) => matches(book, key));
const filter = (keys: Key[]) => books.filter((book) => keys.some((key) => matches(book, key)));

export const group: AuditGroup = {
  subgraphs: [
    subgraph('ids', 'type Book @key(fields: "id") @key(fields: "id isbn") { id: String!  isbn: String! }', {
      Book: { __resolveReference: find },
    }),
    subgraph(
      'picks',
      `
        type Selection @key(fields: "books { id isbn }") { books: [Book!]!  first: Book @shareable  chosen: Book @shareable }
        type Book @key(fields: "id isbn") { id: String!  isbn: String }
      `,
      {
        Selection: {
          __resolveReference: (key) => ({
            books: filter(key.books),
            first: filter(key.books)[0],
            chosen: filter(key.books)[1],
          }),
        },
        Book: { __resolveReference: find },
      },
    ),
    subgraph(
      'prices',
      `
        type Selection @key(fields: "books { id isbn shelf { id tag } } chosen { id }") { books: [Book!]!  first: Book @shareable  chosen: Book @shareable }
        type Book @key(fields: "id isbn shelf { id tag }") { id: String!  isbn: String  price: Price  shelf: Shelf }
        type Shelf @key(fields: "id tag") { id: String!  tag: String }
        type Price { amount: Float! }
      `,
      {
        Selection: {
          __resolveReference: (key) => ({
            books: filter(key.books),
            first: filter(key.books)[0],
            chosen: find(key.chosen),
          }),
        },
        Book: { __resolveReference: find, price: ({ price }) => ({ amount: price }), shelf: shelfOf },
      },
    ),
    subgraph(
      'books',
      `
        type Query { best: Selection! }
        type Selection @key(fields: "books { id }") { books: [Book!]! }
        type Book @extends @key(fields: "id") { id: String! @external  shelf: Shelf @shareable }
        type Shelf @key(fields: "id") { top: Book! @shareable  id: String!  tag: String @shareable }
      `,
      {
        Query: { best: () => ({ books }) },
        Selection: { __resolveReference: (key) => ({ books: filter(key.books) }) },
        Book: { __resolveReference: find, shelf: shelfOf },
        Shelf: { top: ({ top }) => find({ id: top }) },
      },
    ),
  ],
  cases: {
    'keys with lists and objects in them': {
      query: '{ best { books { id isbn price { amount } shelf { top { id } id tag } } chosen { id } first { id } } }',
      data: {
        best: {
          books: [
            { id: '1', isbn: 'b1', price: { amount: 100 }, shelf: { top: { id: '1' }, id: 's1', tag: 't1' } },
            { id: '2', isbn: 'b2', price: { amount: 200 }, shelf: { top: { id: '2' }, id: 's2', tag: 't2' } },
          ],
          chosen: { id: '2' },
          first: { id: '1' },
        },
      },
    },
  },
};
