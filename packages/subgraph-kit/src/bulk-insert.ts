import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { MySqlTable } from 'drizzle-orm/mysql-core';
import { escape } from 'mysql2';
import type { Db } from './database.ts';

// Within the server's packet size, and so many that round trips do not count.
const ROWS_PER_STATEMENT = 1_000;

/**
 * Inserts many rows: several times as fast as drizzle's own insert, which builds a tree for every value.
 * Column types and defaults are the table's; a field that is left out takes its default.
 * @param rows - any number; sent a thousand to a statement
 */
export async function bulkInsert<Table extends MySqlTable>(db: Db, table: Table, rows: readonly Table['$inferInsert'][]): Promise<void> {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.generated === undefined);
  const into = `insert into \`${getTableName(table)}\` (${columns.map(([, column]) => `\`${column.name}\``).join(', ')}) values `;
  const toSql = (row: Readonly<Record<string, unknown>>): string => {
    const values = columns.map(([field, column]) => {
      const value = row[field];
      return value === undefined ? 'default' : escape(value === null ? null : (column.mapToDriverValue(value) as string | number | Buffer), false, 'Z');
    });
    return `(${values.join(', ')})`;
  };
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await db.execute(sql.raw(into + rows.slice(start, start + ROWS_PER_STATEMENT).map(toSql).join(', ')));
}
