import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eq, like, sql } from 'drizzle-orm';
import { createTestDatabase, openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bulkInsert } from '../src/database/bulk-insert.ts';
import { duplicateKeyOf } from '../src/database/errors.ts';
import { openDatabase } from '../src/database/database.ts';
import { newId } from '../src/id.ts';
import { assertMigrated, migrateDatabase } from '../src/database/migrate.ts';
import { oneOf } from '../src/database/one-of.ts';
import { counterTable, sampleTable } from './schema.ts';

const migrations = new URL('./migrations', import.meta.url);
const folder = fileURLToPath(migrations);
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase(migrations);
});
afterAll(() => test.close());

const newCounter = async (): Promise<string> => {
  const id = newId();
  await test.database.db.insert(counterTable).values({ id });
  return id;
};

const valueOf = async (id: string): Promise<number | undefined> =>
  (await test.database.db.select().from(counterTable).where(eq(counterTable.id, id)))[0]?.value;

it('gives back ids, moments, amounts and text as they were written', async () => {
  const row = {
    id: newId(),
    at: new Date('2026-03-29T01:30:00.123Z'),
    price: 1_000_000_000_000,
    code: 'Aá-1',
    name: 'Mug 🫖',
  };
  await test.database.db.insert(sampleTable).values(row);
  expect(await test.database.db.select().from(sampleTable).where(eq(sampleTable.id, row.id))).toEqual([row]);
});

it('inserts in bulk what it would insert one by one', async () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => ({
    id: newId(),
    at: new Date(n * 1_000 + 7),
    price: n,
    code: `bulk-${n}`,
    name: `It's "n" \\ ? ${n} 🫖`,
  }));
  await bulkInsert(test.database.db, sampleTable, rows);
  const read = await test.database.db
    .select()
    .from(sampleTable)
    .where(like(sampleTable.code, 'bulk-%'))
    .orderBy(sampleTable.price);
  expect(read).toEqual(rows);
  await bulkInsert(test.database.db, counterTable, [{ id: rows[0]!.id }]);
  expect(await valueOf(rows[0]!.id)).toBe(0);
});

it('tells codes apart by case and accent, and names the key of a duplicate', async () => {
  const insert = (code: string) =>
    test.database.db.insert(sampleTable).values({ id: newId(), at: new Date(), price: 1, code, name: 'x' });
  await insert('code-a');
  await insert('CODE-A');
  await insert('code-á');
  expect(duplicateKeyOf(await insert('code-a').catch((error: unknown) => error))).toBe('sample_code_unique');
});

it('refuses an amount beyond 2^53 rather than rounding it', async () => {
  const id = newId();
  await test.database.db.execute(
    sql`insert into sample (id, at, price, code, name) values (unhex(${id.replaceAll('-', '')}), now(3), 9007199254740993, 'big', 'x')`,
  );
  await expect(test.database.db.select().from(sampleTable).where(eq(sampleTable.id, id))).rejects.toThrow(
    'beyond 2^53',
  );
});

it('uses READ COMMITTED, UTC and strict mode on each connection', async () => {
  const [rows] = await test.database.db.execute(
    sql`select @@tx_isolation as isolation, @@time_zone as zone, @@sql_mode as mode`,
  );
  expect(rows).toEqual([
    expect.objectContaining({
      isolation: 'READ-COMMITTED',
      zone: '+00:00',
      mode: expect.stringContaining('STRICT') as string,
    }),
  ]);
});

it('rolls back what a failing transaction wrote', async () => {
  const id = await newCounter();
  const failing = test.database.transaction(async (tx) => {
    await tx.update(counterTable).set({ value: 7 }).where(eq(counterTable.id, id));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await valueOf(id)).toBe(0);
});

it('runs a transaction again that lost a deadlock', async () => {
  const [first, second] = [await newCounter(), await newCounter()];
  const addTo = (order: readonly string[]) =>
    test.database.transaction(async (tx) => {
      for (const id of order) {
        await tx
          .update(counterTable)
          .set({ value: sql`value + 1` })
          .where(eq(counterTable.id, id));
        await tx.execute(sql`select sleep(0.05)`);
      }
    });
  await Promise.all([addTo([first, second]), addTo([second, first]), addTo([first, second])]);
  expect([await valueOf(first), await valueOf(second)]).toEqual([3, 3]);
});

it('gives up a statement that takes too long, and does not use its connection again', async () => {
  const narrow = await openDatabase(test.url, { connections: 1 });
  const connectionId = async () => (await narrow.db.execute(sql`select connection_id() as id`))[0];
  const first = await connectionId();
  await expect(narrow.db.execute(sql`select sleep(5)`)).rejects.toThrow();
  // A connection that was kept would answer, too, once the server is done with what nobody waits for.
  expect(await connectionId()).not.toEqual(first);
  await narrow.close();
});

it('commits nothing when the connection dies before COMMIT', async () => {
  const id = await newCounter();
  const cut = test.database.transaction(async (tx) => {
    await tx.update(counterTable).set({ value: 1 }).where(eq(counterTable.id, id));
    await tx.execute(sql`kill connection_id()`);
  });
  await expect(cut).rejects.toThrow();
  expect(await valueOf(id)).toBe(0);
});

it('refuses a database that lacks migrations', async () => {
  const { url, drop } = await createTestDatabase();
  const empty = await openDatabase(url, { connections: 1 });
  await expect(assertMigrated(empty.db, folder)).rejects.toThrow(/lacks (\d+) of \1 migrations/);
  await expect(assertMigrated(test.database.db, folder)).resolves.toBeUndefined();
  await empty.close();
  await drop();
});

it('migrates once when several replicas start together', async () => {
  const { url, migrationUrl, drop } = await createTestDatabase();
  await Promise.all([1, 2, 3].map(() => migrateDatabase(migrationUrl, folder)));
  const database = await openDatabase(url, { connections: 1 });
  const [rows] = await database.db.execute(sql`select count(*) as applied from __drizzle_migrations`);
  expect(rows).toEqual([{ applied: readdirSync(migrations).filter((name) => name.endsWith('.sql')).length }]);
  await database.close();
  await drop();
});

it('gives the service no right to change tables', async () => {
  await expect(test.database.db.execute(sql`drop table counter`)).rejects.toThrow();
});

it('finds the rows whose value is one of several, and none of none', async () => {
  const ids = [await newCounter(), await newCounter(), await newCounter()];
  const found = async (some: readonly string[]) =>
    (await test.database.db.select({ id: counterTable.id }).from(counterTable).where(oneOf(counterTable.id, some))).map(
      ({ id }) => id,
    );
  expect((await found(ids.slice(1))).toSorted()).toEqual(ids.slice(1).toSorted());
  expect(await found([])).toEqual([]);
  const codes = ["it's", '\\', '") or ("'];
  await bulkInsert(
    test.database.db,
    sampleTable,
    codes.map((code) => ({ id: newId(), at: new Date(), price: 1, code, name: 'x' })),
  );
  expect(await test.database.db.$count(sampleTable, oneOf(sampleTable.code, [...codes, 'other']))).toBe(codes.length);
});
