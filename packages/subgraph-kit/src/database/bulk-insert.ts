import { getTableColumns, getTableName, is, SQL, sql, type Column } from 'drizzle-orm';
import { MySqlDialect, type MySqlTable } from 'drizzle-orm/mysql-core';
import { escape, format } from 'mysql2';
import type { Db } from './database.ts';

// Within the server's packet size, and so many that round trips do not count.
const ROWS_PER_STATEMENT = 1_000;

/** What to insert: as drizzle's `$inferInsert`, where each value may be worked out by the database. */
export type RowToInsert<Table extends MySqlTable> = {
  readonly [Field in keyof Table['$inferInsert']]: Table['$inferInsert'][Field] | SQL;
};

/**
 * Inserts rows: several times as fast as drizzle's own insert, which builds a tree for every value.
 * Column types and defaults are the table's; a field that is left out takes its default.
 * @param rows - any number; sent a thousand to a statement
 * @param onDuplicate - the assignments of an `on duplicate key update`
 */
export async function bulkInsert<Table extends MySqlTable>(
  db: Db,
  table: Table,
  rows: readonly RowToInsert<Table>[],
  onDuplicate?: SQL,
): Promise<void> {
  const { into, columns } = targetOf(table);
  const toSql = (row: Readonly<Record<string, unknown>>): string =>
    `(${columns.map(([field, column]) => valueToSql(row[field], column)).join(', ')})`;
  const orElse = onDuplicate === undefined ? '' : ` on duplicate key update ${expressionToSql(onDuplicate)}`;
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await db.execute(
      sql.raw(
        into +
          rows
            .slice(start, start + ROWS_PER_STATEMENT)
            .map(toSql)
            .join(', ') +
          orElse,
      ),
    );
}

type Target = { readonly into: string; readonly columns: readonly (readonly [field: string, column: Column])[] };

const targets = new WeakMap<MySqlTable, Target>();

function targetOf(table: MySqlTable): Target {
  const known = targets.get(table);
  if (known !== undefined) return known;
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.generated === undefined);
  const target = {
    columns,
    into: `insert into \`${getTableName(table)}\` (${columns.map(([, column]) => `\`${column.name}\``).join(', ')}) values `,
  };
  targets.set(table, target);
  return target;
}

function valueToSql(value: unknown, column: Column): string {
  if (value === undefined) return 'default';
  if (value === null) return 'null';
  if (is(value, SQL)) return expressionToSql(value);
  return escape(column.mapToDriverValue(value) as string | number | Buffer, false, 'Z');
}

const dialect = new MySqlDialect();

function expressionToSql(expression: SQL): string {
  const query = dialect.sqlToQuery(expression);
  return query.params.length === 0
    ? query.sql
    : format(query.sql, query.params as (string | number | Buffer)[], false, 'Z');
}
