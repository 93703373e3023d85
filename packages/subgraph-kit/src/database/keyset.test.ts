import { sql } from 'drizzle-orm';
import { int, MySqlDialect, mysqlTable } from 'drizzle-orm/mysql-core';
import { expect, it } from 'vitest';
import { moment } from './columns.ts';
import { keyset } from './keyset.ts';

const { at, id } = mysqlTable('thing', { at: moment().notNull(), id: int().primaryKey() });
const write = (part: ReturnType<typeof keyset>['isBehind']) => part && new MySqlDialect().sqlToQuery(part);
const moment1 = new Date('2026-02-28T23:59:59.123Z');

it('begins anywhere without a position', () => {
  const { isBehind, orderBy } = keyset([at, id], 'desc', null);
  expect(isBehind).toBeUndefined();
  expect(orderBy.map((by) => write(by)?.sql)).toEqual(['`thing`.`at` desc', '`thing`.`id` desc']);
});

it('has the form of which the servers read a range of the index', () => {
  expect(write(keyset([at, id], 'desc', [moment1, 7]).isBehind)).toMatchObject({
    sql: '(`thing`.`at` < ? or (`thing`.`at` = ? and `thing`.`id` < ?))',
    params: ['2026-02-28 23:59:59.123', '2026-02-28 23:59:59.123', 7],
  });
  expect(write(keyset([id], 'asc', [7]).isBehind)?.sql).toBe('`thing`.`id` > ?');
  expect(write(keyset([sql<number>`score`, id], 'asc', [1, sql.placeholder('id')]).isBehind)?.sql).toBe(
    '(score > ? or (score = ? and `thing`.`id` > ?))',
  );
});

it('settles ties by the next column', () => {
  const columns = [sql<number>`a`, sql<number>`b`, sql<number>`c`] as const;
  expect(write(keyset(columns, 'desc', [1, 2, 3]).isBehind)).toMatchObject({
    sql: '(a < ? or (a = ? and (b < ? or (b = ? and c < ?))))',
    params: [1, 1, 2, 2, 3],
  });
});
