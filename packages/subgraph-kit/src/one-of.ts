import { sql, type Column, type GetColumnData, type SQL } from 'drizzle-orm';

/**
 * `column in (values)`; nothing is one of none. Like drizzle's `inArray`, but the whole list is one parameter, which the driver
 * writes out: of a page's hundred ids drizzle would make a hundred pieces of SQL.
 */
export const oneOf = <Of extends Column>(column: Of, values: readonly GetColumnData<Of, 'raw'>[]): SQL =>
  values.length === 0 ? sql`false` : sql`${column} in (${sql.param(values, { mapToDriverValue: (all) => all.map((value) => column.mapToDriverValue(value)) })})`;
