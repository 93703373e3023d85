import { undecidedTables } from '@storegraph/testkit/undecided-tables';
import { expect, it } from 'vitest';
import { ERASED_TABLES, KEPT_TABLES } from './erasure-store.ts';
import * as schema from './schema.ts';

it('decides for every table what becomes of it when a person is erased', () => {
  expect(undecidedTables(schema, ERASED_TABLES, Object.keys(KEPT_TABLES))).toEqual([]);
});
