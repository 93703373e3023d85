import { sql, type Column, type Placeholder, type SQL } from 'drizzle-orm';
import type { Db } from './database.ts';

/**
 * Keeps statements whose SQL was written once: drizzle takes longer to write a SELECT than MariaDB to answer it. What
 * differs from call to call is a `sql.placeholder` of the statement, and a value of its `execute`. No prepared
 * statement of the server, which would cost more than it saves (ADR 10): only drizzle's text is kept.
 * @param prepare - builds a statement, up to its `prepare()`
 * @returns finds the statement of a database and of a shape: a small JSON value that says which parts the statement
 * has, and holds none of the values, since each shape is kept
 */
export function prepared<Statement, Shape = void>(
  prepare: (db: Db, shape: Shape) => Statement,
): (db: Db, shape: Shape) => Statement {
  const statementsOf = new WeakMap<Db, Map<string, Statement>>();
  return (db, shape) => {
    let statements = statementsOf.get(db);
    if (statements === undefined) statementsOf.set(db, (statements = new Map()));
    const key = JSON.stringify(shape);
    let statement = statements.get(key);
    if (statement === undefined) statements.set(key, (statement = prepare(db, shape)));
    return statement;
  };
}

/** The values of a statement, or the placeholders for them. */
export type ValuesOrPlaceholders<Values> = { readonly [Name in keyof Values]: Values[Name] | Placeholder };

/**
 * A placeholder for each of some values, under its name. Null stays: a statement may be another where there is nothing.
 */
export const placeholdersFor = <Values extends object>(values: Values): ValuesOrPlaceholders<Values> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : sql.placeholder(name)]),
  ) as unknown as ValuesOrPlaceholders<Values>;

/**
 * The value that a call gives under a name, sent as the column writes its values; a bare placeholder is sent as it
 * comes.
 */
export const given = (name: string, column: Column): SQL => sql`${sql.param(sql.placeholder(name), column)}`;

/** Whether a column has the value that a call gives under a name. */
export const isGiven = (column: Column, name: string): SQL => sql`${column} = ${given(name, column)}`;
