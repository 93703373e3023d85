import { expect, it } from 'vitest';
import { z } from 'zod';
import { encodeCursor, PageInputError, parsePage, toConnection, toPage } from './pagination.ts';

const position = z.tuple([z.string(), z.string()]);

it.each([0, -1, 101, 1e9])('refuses a page of %d items', (first) => {
  expect(() => parsePage({ first }, position)).toThrow(PageInputError);
});

it.each([
  '',
  'x',
  '%',
  encodeCursor([1, 2]),
  encodeCursor({ __proto__: 1 }),
  `${encodeCursor(['a', 'b'])}x9`,
  'ey'.repeat(10_000),
])('refuses a cursor that this list did not make', (after) => {
  expect(() => parsePage({ first: 1, after }, position)).toThrow('`after` is not a cursor of this list');
});

it('reads its own cursors', () => {
  expect(parsePage({ after: encodeCursor(['a', 'b']) }, position)).toEqual({ first: 20, position: ['a', 'b'] });
});

it('tells whether there is a next and a previous page', async () => {
  const first = { first: 2, position: null };
  const connection = toConnection(
    toPage(['a', 'b', 'c'], 2),
    first,
    (item) => [item, item],
    async () => 3,
  );
  expect(connection.edges.map((edge) => edge.node)).toEqual(['a', 'b']);
  expect(connection.pageInfo).toMatchObject({
    hasNextPage: true,
    hasPreviousPage: false,
    endCursor: encodeCursor(['b', 'b']),
  });
  const empty = toConnection(
    toPage<string>([], 2),
    { first: 2, position: ['b', 'b'] },
    (item) => [item, item],
    async () => 0,
  );
  expect(empty.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null });
});
