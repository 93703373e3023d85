import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames } from '@storegraph/standalone/services';
import { createConnection } from 'mysql2/promise';

/** All rows of all databases of a shop as text, by `subgraph.table`. */
export async function dumpDatabases(databases: DatabaseUrls): Promise<ReadonlyMap<string, string>> {
  const dump = new Map<string, string>();
  for (const name of subgraphNames) {
    const connection = await createConnection(databases[name].url);
    const [tables] = await connection.query('show tables');
    for (const table of (tables as object[]).map((row) => String(Object.values(row)[0]))) {
      const [rows] = await connection.query(`select * from \`${table}\``);
      dump.set(`${name}.${table}`, JSON.stringify(rows).toLowerCase());
    }
    await connection.end();
  }
  return dump;
}

/** The tables in whose rows one of some texts stands. */
export const tablesWith = (dump: ReadonlyMap<string, string>, ...texts: readonly string[]): readonly string[] =>
  [...dump].flatMap(([table, rows]) => (texts.some((text) => rows.includes(text.toLowerCase())) ? [table] : []));
