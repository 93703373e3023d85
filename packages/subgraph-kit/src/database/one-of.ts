import { is, Placeholder, sql, type Column, type GetColumnData, type SQL } from 'drizzle-orm';
import { encodeList } from './encode.ts';

/**
 * `column in (values)`; nothing is one of none. Like drizzle's `inArray`, but the whole list is one parameter, which
 * the driver writes out: of a page's hundred ids drizzle would make a hundred pieces of SQL.
 * @param values - a list, or what stands for a `listOf` in a statement
 */
export const oneOf = <Of extends Column>(
  column: Of,
  values: readonly GetColumnData<Of, 'raw'>[] | Placeholder<string, readonly GetColumnData<Of, 'raw'>[]>,
): SQL => sql`${column} in (${is(values, Placeholder) ? values : sql.param(encodeList(column, values))})`;
