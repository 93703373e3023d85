import { eq } from 'drizzle-orm';
import type { Db } from '../src/database/database.ts';
import { oneOf } from '../src/database/one-of.ts';
import { listOf, optional, rowCount, statement } from '../src/database/statement.ts';
import { counterTable, sampleTable } from './schema.ts';

// Nothing runs this: `npm run types` fails when one of the lines below an `@ts-expect-error` compiles.

const { id, code, price } = sampleTable;
const findSamples = statement(
  'test.findSamples',
  { ids: listOf(id), code: optional(code), limit: rowCount },
  (db, given) => db.select().from(sampleTable).where(oneOf(id, given.ids)).limit(given.limit),
);

/** Calls, and statements, that the compiler refuses. */
void ((db: Db, orderId: string): unknown[] => [
  // @ts-expect-error a misspelt value
  findSamples(db, { idss: [orderId], limit: 1 }),
  // @ts-expect-error a misspelt value, of those that may be left out
  findSamples(db, { ids: [orderId], limit: 1, coed: 'x' }),
  // @ts-expect-error a missing value
  findSamples(db, { ids: [orderId] }),
  // @ts-expect-error a value of another type
  findSamples(db, { ids: [7], limit: 1 }),
  // @ts-expect-error one value for a list
  findSamples(db, { ids: orderId, limit: 1 }),
  // @ts-expect-error a value that was not declared
  statement('test.deleteCounter', { id }, (own, { idd }) => own.delete(counterTable).where(eq(counterTable.id, idd))),
  statement('test.deleteSamples', { prices: listOf(price) }, (own, { prices }) =>
    // @ts-expect-error a list of another column's type
    own.delete(sampleTable).where(oneOf(code, prices)),
  ),
  // @ts-expect-error a name that does not say whose it is
  statement('deleteSample', { id }, (own, given) => own.delete(sampleTable).where(eq(id, given.id))),
]);
