import { Column, is, sql, type GetColumnData, type Placeholder } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { StatementName } from './drizzle/instance.ts';
import { encodeList, encodeOne } from './encode.ts';

/**
 * A value of a statement: what a call gives, and what stands for it in the SQL. A column is one by itself.
 * @see listOf @see optional @see shape @see rowCount
 */
export type Value<Given, Part> = {
  /** What of a given value decides how the SQL reads. One that decides nothing has none. */
  readonly shapeOf?: (given: Given) => unknown;
  /** What each call sends to the driver. One that is only part of the SQL has none. */
  readonly encode?: (given: Given) => unknown;
  /** What stands in the SQL; `placeholder` for what is sent. */
  readonly toPart: (placeholder: Placeholder, given: Given) => Part;
};

type Declared = Column | Value<never, unknown>;
type GivenAs<Of> = Of extends Column ? GetColumnData<Of> : Of extends Value<infer Given, unknown> ? Given : never;
type PartOf<Of> = Of extends Column
  ? Placeholder<string, GetColumnData<Of>>
  : Of extends Value<never, infer Part>
    ? Part
    : never;

/** What calls of a statement give. A value that may be undefined may be left out. */
type Given<Values> = {
  readonly [Name in keyof Values as undefined extends GivenAs<Values[Name]> ? never : Name]: GivenAs<Values[Name]>;
} & {
  readonly [Name in keyof Values as undefined extends GivenAs<Values[Name]> ? Name : never]?: GivenAs<Values[Name]>;
};
type Parts<Values> = { readonly [Name in keyof Values]: PartOf<Values[Name]> };

/** Any builder of drizzle's. */
type Builder<Result> = { prepare(): Query<Result> };
type Query<Result> = { execute(values: Record<string, unknown>): Promise<Result> };

/**
 * Declares a statement whose SQL is written once for each database and shape: drizzle takes longer to write a SELECT
 * than MariaDB to answer it. No prepared statement of the server, which would cost more than it saves (ADR 10): only
 * drizzle's text is kept. It stands above the function that runs it.
 * @param name - `subgraph.function`; goes to the server as a comment before the SQL, for its slow log
 * @param values - what each call gives, under names: a column, whose type and encoding the value then has, or another
 * {@link Value}
 * @param build - builds the statement from what stands in its SQL for the values
 * @returns runs it, and rejects as the database does
 * @example
 * const productsById = statement('inventory.findProducts', { ids: listOf(productTable.id) }, (db, { ids }) =>
 *   db.select().from(productTable).where(oneOf(productTable.id, ids)),
 * );
 * await productsById(db, { ids });
 */
export function statement<const Values extends Readonly<Record<string, Declared>>, Result>(
  name: StatementName,
  values: Values,
  build: (db: Db, parts: Parts<Values>) => Builder<Result>,
): (db: Db, given: Given<Values>) => Promise<Result> {
  const entries = Object.entries(values).map(([key, value]) => [key, toValue(value)] as const);
  const shaping = entries.filter(([, { shapeOf }]) => shapeOf !== undefined);
  const shapeOf = (given: Untyped): string =>
    shaping.length === 0 ? '' : JSON.stringify(shaping.map(([key, value]) => value.shapeOf?.(given[key])));
  const toParts = (given: Untyped): Parts<Values> =>
    Object.fromEntries(
      entries.map(([key, { toPart }]) => [key, toPart(sql.placeholder(key), given[key])]),
    ) as Parts<Values>;
  const encode = (given: Untyped): Record<string, unknown> => {
    const encoded: Record<string, unknown> = {};
    for (const [key, value] of entries) encoded[key] = value.encode?.(given[key]);
    return encoded;
  };

  const kept = new WeakMap<Db, Map<string, Query<Result>>>();
  return async (db, given) => {
    let queries = kept.get(db);
    if (queries === undefined) kept.set(db, (queries = new Map()));
    const key = shapeOf(given);
    let query = queries.get(key);
    if (query === undefined) queries.set(key, (query = build(db.named(name), toParts(given)).prepare()));
    return query.execute(encode(given));
  };
}

type Untyped = Readonly<Record<string, unknown>>;
type AnyValue = Value<unknown, unknown>;

const toValue = (declared: Declared): AnyValue =>
  is(declared, Column)
    ? { encode: (given) => encodeOne(declared, given), toPart: (placeholder) => placeholder }
    : // What it is given fits it: that is what `Given` says.
      (declared as AnyValue);

/** Some values of a column, for `oneOf`. */
export const listOf = <Of extends Column>(
  column: Of,
): Value<readonly GetColumnData<Of, 'raw'>[], Placeholder<string, readonly GetColumnData<Of, 'raw'>[]>> => ({
  encode: (given) => encodeList(column, given),
  toPart: (placeholder) => placeholder,
});

/** How many rows are wanted at most, for `limit`. */
export const rowCount: Value<number, Placeholder<string, number>> = {
  encode: (given) => given,
  toPart: (placeholder) => placeholder,
};

/**
 * A value that decides how the SQL reads, such as a sort order. It is one of few, and none that clients make up: each
 * SQL is kept.
 */
export const shape = <Given>(): Value<Given, Given> => ({ shapeOf: (given) => given, toPart: (_, given) => given });

/** A value that may be left out; nothing stands for it in the SQL then. Null equals nothing, as SQL has it. */
export function optional<Of extends Column | Value<never, Placeholder>>(
  of: Of,
): Value<GivenAs<Of> | null | undefined, PartOf<Of> | undefined> {
  const { encode, toPart } = toValue(of);
  return {
    shapeOf: (given) => given !== undefined,
    encode: (given) => (given === undefined || given === null ? null : encode?.(given)),
    toPart: (placeholder, given) => (given === undefined ? undefined : (toPart(placeholder, given) as PartOf<Of>)),
  };
}
