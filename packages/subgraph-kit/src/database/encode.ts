import type { Column } from 'drizzle-orm';

/** What is sent to the driver for a value of a column. */
export const encodeOne = (column: Column, value: unknown): unknown =>
  value === null ? null : column.mapToDriverValue(value);

/** What is sent for a list of a column's values. SQL has no empty list, and nothing equals null. */
export const encodeList = (column: Column, values: readonly unknown[]): unknown[] =>
  values.length === 0 ? [null] : values.map((value) => column.mapToDriverValue(value));
