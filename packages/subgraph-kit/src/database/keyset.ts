import { and, asc, Column, desc, is, or, Placeholder, sql, type GetColumnData, type SQL } from 'drizzle-orm';

/** What a list is sorted by: a column or an expression. */
type SortColumn = Column | SQL;
type ValueOf<Of> = Of extends Column ? GetColumnData<Of, 'raw'> : Of extends SQL<infer Type> ? Type : never;
/** The values of some columns in one row, or what stands for them in a statement. */
type RowOf<Columns> = { readonly [Index in keyof Columns]: ValueOf<Columns[Index]> | Placeholder };

/**
 * How a list is sorted, and where a page of it begins (https://use-the-index-luke.com/no-offset).
 * @param columns - what it is sorted by, all in one direction, so that an index serves it from either end. Together they
 * are unique: the last is an id
 * @param position - the values of these columns in the row behind which the page begins; none for the first page
 */
export function keyset<const Columns extends readonly SortColumn[]>(
  columns: Columns,
  direction: 'asc' | 'desc',
  position: RowOf<Columns> | null | undefined,
): { readonly isBehind: SQL | undefined; readonly orderBy: SQL[] } {
  return {
    isBehind: position ? isBehind(columns, direction, position) : undefined,
    orderBy: columns.map((column) => (direction === 'asc' ? asc(column) : desc(column))),
  };
}

// `a < x or (a = x and id < y)`, of which MariaDB makes a range over all columns of the index. Of `(a, id) < (x, y)` it
// makes none, of `a <= x and (a < x or id < y)` one over the first: it reads every row again that is alike in that.
function isBehind(
  columns: readonly SortColumn[],
  direction: 'asc' | 'desc',
  values: readonly unknown[],
): SQL | undefined {
  const [column, ...others] = columns;
  if (column === undefined) return undefined;
  const [value, ...rest] = values;
  const bound = is(column, Column) && !is(value, Placeholder) ? sql.param(value, column) : value;
  const beyond = sql`${column} ${sql.raw(direction === 'asc' ? '>' : '<')} ${bound}`;
  const tie = isBehind(others, direction, rest);
  return tie === undefined ? beyond : or(beyond, and(sql`${column} = ${bound}`, tie));
}
