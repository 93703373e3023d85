import { LocalGraphQLDataSource } from '@apollo/gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/gateways.ts';
import { composeSubgraphs } from '../support/subgraphs.ts';

// Where the stock executor is provably wrong, the right answer is given. Each test shows both.

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires"])';

const graph = composeSubgraphs([
  {
    name: 'shelf',
    sdl: `
      ${federation}
      type Query { books: [Book!]! }
      type Book @key(fields: "id isbn") { id: ID!  isbn: ID  grid: [[Cell!]!]! }
      type Cell { width: Int!  height: Int! }
    `,
    resolvers: {
      Query: {
        books: () =>
          [{ id: '1', isbn: 'a' }, { id: '2' }, { id: '3', isbn: 'c' }].map((book) => ({
            ...book,
            grid: [[{ width: 1, height: 2 }], [{ width: 3, height: 4 }]],
          })),
      },
      Book: {
        isbn: ({ isbn }: { isbn?: string }) => {
          if (isbn === undefined) throw new Error('No isbn');
          return isbn;
        },
      },
    },
  },
  {
    name: 'press',
    sdl: `
      ${federation}
      type Book @key(fields: "id isbn") { id: ID!  isbn: ID  grid: [[Cell!]!]! @external  area: Int @requires(fields: "grid { width height }")  printed: Int }
      type Cell { width: Int! @external  height: Int! @external }
    `,
    resolvers: {
      Book: {
        __resolveReference: (book: object) => book,
        area: ({ grid }: { grid: { width: number; height: number }[][] }) =>
          grid.flat().reduce((sum, cell) => sum + cell.width * cell.height, 0),
        printed: ({ id }: { id: string }) => {
          throw new Error(`Not printed: ${id}`);
        },
      },
    },
  },
]);

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** Lets a subgraph leave a part of a key out, and answer with a code of its own. */
const dataSourceOf = (extensions?: object) => (name: string) => {
  const local = new LocalGraphQLDataSource(graph.schemas[name]!);
  return {
    process: async (options: Parameters<typeof local.process>[0]) => {
      const response = JSON.parse(JSON.stringify(await local.process(options)));
      for (const book of response.data?.books ?? []) if (book.isbn === null) delete book.isbn;
      if (name === 'shelf') delete response.errors;
      if (extensions) for (const error of response.errors ?? []) error.extensions = extensions;
      return response;
    },
  };
};

async function askBoth(query: string, extensions?: object) {
  const ask = async (executor: 'stock' | 'compiled') => {
    const server = await startServer(graph, { executor, dataSourceOf: dataSourceOf(extensions) });
    servers.push(server);
    return JSON.parse((await server.ask({ query })).body);
  };
  return { stock: await ask('stock'), compiled: await ask('compiled') };
}

type Errors = { errors: { message: string; path: unknown[] }[] };
const placesOf = ({ errors }: Errors) => errors.map(({ message, path }) => [message, path?.join('.')]);

describe('where the stock executor is wrong', () => {
  it('an error stands at its own entity, although one before it could not be asked for', async () => {
    const { stock, compiled } = await askBoth('{ books { printed } }');
    expect(placesOf(compiled)).toEqual([
      ['Not printed: 1', 'books.0.printed'],
      ['Not printed: 3', 'books.2.printed'],
    ]);
    expect(placesOf(stock)).toEqual([
      ['Not printed: 1', 'books.0.printed'],
      ['Not printed: 3', 'books.1.printed'],
    ]);
  });

  it('an error with a code that every object has passes like others', async () => {
    const { stock, compiled } = await askBoth('{ books { id printed } }', { code: 'constructor' });
    expect(compiled.errors[0]).toEqual({
      message: 'Not printed: 1',
      path: ['books', 0, 'printed'],
      extensions: { code: 'constructor', serviceName: 'press' },
    });
    expect(stock.errors).toMatchObject([{ message: expect.stringContaining('is not a function') }]);
  });

  it('lists of lists reach the subgraph that needs them', async () => {
    const { stock, compiled } = await askBoth('{ books { id area } }');
    expect(compiled.data.books).toEqual([
      { id: '1', area: 14 },
      { id: '2', area: null },
      { id: '3', area: 14 },
    ]);
    expect(stock.data.books[0]).toEqual({ id: '1', area: null });
  });
});
