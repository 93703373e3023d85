import { sql } from 'drizzle-orm';
import { int, mysqlTable } from 'drizzle-orm/mysql-core';
import { expect, it } from 'vitest';
import { moment, uuid } from '../columns.ts';
import { rowMapper, type SelectedField } from './row-mapper.ts';

const table = mysqlTable('thing', { id: uuid().primaryKey(), at: moment(), size: int().notNull() });
const fields = (selected: Readonly<Record<string, unknown>>): readonly SelectedField[] =>
  Object.entries(selected).map(([name, field]) => ({ path: [name], field }));
const id = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');

it('reads each cell as its column or expression does, and null as null', () => {
  const { at, size } = table;
  const readAt = sql`now(3)`.mapWith(at);
  const map = rowMapper(
    fields({ id: table.id, at, size, readAt, plain: sql`1`, named: sql`max(at)`.mapWith(at).as('named') }),
  );
  expect(
    map?.([
      [id, null, 3, '2026-01-02 03:04:05.678', 1, '2026-01-02 00:00:00'],
      [id, '2026-01-02 00:00:00.000', 0, null, null, null],
    ]),
  ).toEqual([
    {
      id: '01234567-89ab-cdef-0123-456789abcdef',
      at: null,
      size: 3,
      readAt: new Date('2026-01-02T03:04:05.678Z'),
      plain: 1,
      named: new Date('2026-01-02T00:00:00Z'),
    },
    {
      id: '01234567-89ab-cdef-0123-456789abcdef',
      at: new Date('2026-01-02T00:00:00Z'),
      size: 0,
      readAt: null,
      plain: null,
      named: null,
    },
  ]);
});

it('leaves the nested objects of joins to drizzle', () => {
  expect(rowMapper([{ path: ['thing', 'id'], field: table.id }])).toBeUndefined();
});
