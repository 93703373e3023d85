import { and, asc, Column, desc, is, or, Placeholder, sql, type GetColumnData, type SQL } from 'drizzle-orm';

/**
 * A page as asked for, after checks: how many rows, behind which one.
 * @see keyset
 */
export type PageRequest<Position> = {
  readonly first: number;
  /** The values of the sort columns in the last row read; null for the first page. */
  readonly position: Position | null;
  /** Names the order of the list in its cursors. */
  readonly order: string;
};

/** The rows of a page, with one more item behind it or none. */
export type Page<Item> = { readonly items: readonly Item[]; readonly hasNextPage: boolean };

/**
 * Cuts a page out of rows read with `limit first + 1`.
 * @param rows - at most one more than asked for
 */
export const toPage = <Item>(rows: readonly Item[], first: number): Page<Item> => ({
  items: rows.slice(0, first),
  hasNextPage: rows.length > first,
});

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
