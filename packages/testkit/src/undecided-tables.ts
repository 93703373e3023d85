import { getTableName, is } from 'drizzle-orm';
import { MySqlTable } from 'drizzle-orm/mysql-core';

/**
 * What a subgraph that erases people has not decided: tables that it neither takes them out of nor keeps for a reason,
 * and decisions about tables that there are not.
 * @param schema - all that its `db/schema.ts` exports
 */
export function undecidedTables(schema: object, ...decided: readonly (readonly string[])[]): readonly string[] {
  const tables = Object.values(schema).flatMap((each: unknown) => (is(each, MySqlTable) ? [getTableName(each)] : []));
  const names = decided.flat();
  return [
    ...tables.filter((name) => !names.includes(name)).map((name) => `${name} is not decided about`),
    ...names.filter((name) => !tables.includes(name)).map((name) => `${name} is no table`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is decided about twice`),
  ];
}
