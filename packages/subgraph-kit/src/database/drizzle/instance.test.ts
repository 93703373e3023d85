import { eq, sql } from 'drizzle-orm';
import { int, mysqlTable } from 'drizzle-orm/mysql-core';
import { drizzle } from 'drizzle-orm/mysql2';
import type { Pool, QueryOptions } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { moment, uuid } from '../columns.ts';
import { drizzleOn } from './instance.ts';

const thing = mysqlTable('thing', { id: uuid().primaryKey(), at: moment(), size: int().notNull() });
const id = '01234567-89ab-cdef-0123-456789abcdef';
const rows = [
  [Buffer.from(id.replaceAll('-', ''), 'hex'), '2026-01-02 03:04:05.678', 3],
  [Buffer.alloc(16), null, 0],
];

function startDriver() {
  const sent: string[] = [];
  const query = async (text: QueryOptions | string) => {
    sent.push(typeof text === 'string' ? text : text.sql);
    return [rows, []];
  };
  return { driver: { query }, sent };
}

it('puts a name before each kind of statement, for who hears of it too', async () => {
  const { driver, sent } = startDriver();
  const heard: string[] = [];
  const db = drizzleOn(driver, (text) => void heard.push(text));
  const named = db.named('test.run');
  await named.select().from(thing).where(eq(thing.size, 3));
  await named.update(thing).set({ size: 1 });
  await named.delete(thing);
  await named.insert(thing).values({ id, size: 1 });
  await named.execute(sql`select 1`);
  await db.delete(thing);
  expect(sent.map((text) => text.slice(0, 24))).toEqual([
    '/* test.run */ select `i',
    '/* test.run */ update `t',
    '/* test.run */ delete fr',
    '/* test.run */ insert in',
    '/* test.run */ select 1',
    'delete from `thing`',
  ]);
  expect(heard).toEqual(sent);
});

it('reads rows as drizzle itself does', async () => {
  const { driver } = startDriver();
  const read = (db: Pick<ReturnType<typeof drizzleOn>, 'select'>) =>
    db.select({ id: thing.id, at: thing.at, size: sql<number>`size`.mapWith(thing.size) }).from(thing);
  const ours = await read(drizzleOn(driver, () => {}));
  expect(ours).toEqual(await read(drizzle(driver as unknown as Pool)));
  expect(ours[0]).toEqual({ id, at: new Date('2026-01-02T03:04:05.678Z'), size: 3 });
});
