import { expect, it } from 'vitest';
import { z } from 'zod';
import { toPage } from '../database/keyset.ts';
import { cursorMoment, encodeCursor, PageInputError, parsePage, toConnection } from './pagination.ts';

const position = z.tuple([z.string(), z.string()]);
const NAME = 'NAME_ASC';

it.each([0, -1, 101, 1e9])('refuses a page of %d items', (first) => {
  expect(() => parsePage({ first }, NAME, position)).toThrow(PageInputError);
});

it.each([
  '',
  'x',
  '%',
  encodeCursor(NAME, [1, 2]),
  encodeCursor(NAME, ['a']),
  encodeCursor(NAME, ['a', 'b', 'c']),
  encodeCursor('NAME_DESC', ['a', 'b']),
  Buffer.from('{"__proto__":1}').toString('base64url'),
  Buffer.from('null').toString('base64url'),
  `${encodeCursor(NAME, ['a', 'b'])}x9`,
  'ey'.repeat(10_000),
])('refuses a cursor that this list did not make', (after) => {
  expect(() => parsePage({ first: 1, after }, NAME, position)).toThrow('`after` is not a cursor of this list');
});

it('reads its own cursors', () => {
  const at = new Date('2026-02-28T23:59:59.123Z');
  const after = encodeCursor(NAME, [at, 'b']);
  expect(parsePage({ after }, NAME, z.tuple([cursorMoment, z.string()]))).toEqual({
    first: 20,
    position: [at, 'b'],
    order: NAME,
  });
});

it('tells whether there is a next and a previous page', async () => {
  const first = { first: 2, position: null, order: NAME };
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
    endCursor: encodeCursor(NAME, ['b', 'b']),
  });
  const empty = toConnection(
    toPage<string>([], 2),
    { first: 2, position: ['b', 'b'], order: NAME },
    (item) => [item, item],
    async () => 0,
  );
  expect(empty.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null });
});
