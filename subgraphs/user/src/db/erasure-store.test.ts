import { undecidedTables } from '@storegraph/testkit/undecided-tables';
import { getTableName } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ERASED_TABLES, GONE_WITH_USER, KEPT_TABLES } from './erasure-store.ts';
import * as schema from './schema.ts';

it('decides for every table what becomes of it when a person is erased', () => {
  const gone = GONE_WITH_USER.map(({ table }) => getTableName(table));
  expect(undecidedTables(schema, gone, ERASED_TABLES, Object.keys(KEPT_TABLES))).toEqual([]);
});

it('keeps no table that says whose its rows are', () => {
  const personal = Object.values(schema).filter((each) => 'userId' in each);
  expect(personal.map(getTableName).filter((name) => name in KEPT_TABLES)).toEqual([]);
});
