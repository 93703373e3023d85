import { sql, type Column, type GetColumnData, type Placeholder, type SQL } from 'drizzle-orm';

/**
 * `column in (values)`; nothing is one of none. Like drizzle's `inArray`, but the whole list is one parameter, which
 * the driver writes out: of a page's hundred ids drizzle would make a hundred pieces of SQL. A placeholder stands for a
 * list.
 */
export const oneOf = <Of extends Column>(column: Of, values: readonly GetColumnData<Of, 'raw'>[] | Placeholder): SQL =>
  sql`${column} in (${sql.param(values, { mapToDriverValue: (all) => listOf(column, all as readonly unknown[]) })})`;

// SQL has no empty list, and nothing equals null.
const listOf = (column: Column, values: readonly unknown[]): unknown[] =>
  values.length === 0 ? [null] : values.map((value) => column.mapToDriverValue(value));
