import { Column, is, SQL } from 'drizzle-orm';

/** A column of a result, as drizzle hands it to its session. */
export type SelectedField = { readonly path: readonly string[]; readonly field: unknown };

type Decoder = { mapFromDriverValue(value: unknown): unknown };
type Row = readonly unknown[];

/**
 * Makes objects of rows. Drizzle's own mapper works out for every cell what kind of column it is of; this does once per
 * statement.
 * @returns undefined for what only drizzle's does: the nested objects of joins, and subqueries
 */
export function rowMapper(fields: readonly SelectedField[]): ((rows: readonly Row[]) => unknown[]) | undefined {
  const columns: { readonly name: string; readonly decoder: Decoder }[] = [];
  for (const { path, field } of fields) {
    const [name] = path;
    const decoder = decoderOf(field);
    if (name === undefined || path.length > 1 || decoder === undefined) return undefined;
    columns.push({ name, decoder });
  }
  return (rows) =>
    rows.map((row) => {
      const item: Record<string, unknown> = {};
      columns.forEach(({ name, decoder }, index) => {
        const value = row[index];
        item[name] = value === null ? null : decoder.mapFromDriverValue(value);
      });
      return item;
    });
}

// Drizzle's types hide the decoder of an expression.
function decoderOf(field: unknown): Decoder | undefined {
  if (is(field, Column)) return field;
  if (is(field, SQL)) return (field as unknown as { readonly decoder: Decoder }).decoder;
  return is(field, SQL.Aliased) ? (field.sql as unknown as { readonly decoder: Decoder }).decoder : undefined;
}
