import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import type { QueryOptions, QueryValues } from 'mysql2';
import type { Pool } from 'mysql2/promise';
import { rowMapper, type SelectedField } from './row-mapper.ts';

/** Runs statements, each on its own. */
export type Db = MySql2Database & {
  /**
   * The same, with a name as a comment before the SQL: the server's slow log, process list and `SQL_TEXT` show it. It
   * stands first because they cut off what is long.
   */
  named(name: StatementName): Db;
};

/** Who runs a statement: `subgraph.function`. */
export type StatementName = `${string}.${string}`;

/** The one method of a driver that drizzle calls. */
export type Driver = { query(query: QueryOptions | string, values?: QueryValues): Promise<unknown> };

/** What drizzle makes statements with. `mapper` makes objects of rows in its place. */
type PreparingSession = {
  prepareQuery(
    query: { readonly sql: string },
    fields: readonly SelectedField[] | undefined,
    mapper: ReturnType<typeof rowMapper>,
    ...rest: unknown[]
  ): unknown;
};

/** Makes an instance of drizzle on a driver of our own. Its transactions are not used: they release a connection whose COMMIT failed. */
export function drizzleOn(driver: Driver, hear: (statement: string) => void, comment = ''): Db {
  const db = drizzle(driver as unknown as Pool, { logger: { logQuery: hear } });
  const { session } = db as unknown as { readonly session: PreparingSession };
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (query, fields, mapper, ...rest) =>
    prepare({ ...query, sql: comment + query.sql }, fields, mapper ?? (fields && rowMapper(fields)), ...rest);
  // Names are written in the code, so they are few; an instance takes as long to make as a small statement to run.
  const byName = new Map<StatementName, Db>();
  return Object.assign(db, {
    named: (name: StatementName): Db => {
      const known = byName.get(name) ?? drizzleOn(driver, hear, `/* ${name} */ `);
      byName.set(name, known);
      return known;
    },
  });
}
