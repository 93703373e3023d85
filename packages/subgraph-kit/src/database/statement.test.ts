import { and, eq, sql } from 'drizzle-orm';
import { int, mysqlTable } from 'drizzle-orm/mysql-core';
import { expect, it } from 'vitest';
import { uuid } from './columns.ts';
import { drizzleOn } from './drizzle/instance.ts';
import { oneOf } from './one-of.ts';
import { listOf, optional, rowCount, shape, statement } from './statement.ts';

const thing = mysqlTable('thing', { id: uuid().primaryKey(), size: int().notNull(), owner: uuid() });
const id = '01234567-89ab-cdef-0123-456789abcdef';
const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');

function startDriver() {
  const sent: unknown[][] = [];
  const driver = {
    query: async (query: { sql: string } | string, values?: unknown) => {
      sent.push([typeof query === 'string' ? query : query.sql, values]);
      return [[], []];
    },
  };
  return { db: drizzleOn(driver, () => {}), sent };
}

const findThings = statement(
  'test.findThings',
  { ids: listOf(thing.id), owner: optional(thing.owner), limit: rowCount },
  (db, { ids, owner, limit }) =>
    db
      .select({ id: thing.id })
      .from(thing)
      .where(and(oneOf(thing.id, ids), owner && eq(thing.owner, owner)))
      .limit(limit),
);

it('sends its name before its SQL, and its values as their columns write them', async () => {
  const { db, sent } = startDriver();
  await findThings(db, { ids: [id], limit: 3 });
  await findThings(db, { ids: [], owner: id, limit: 4 });
  await findThings(db, { ids: [id, id], owner: null, limit: 5 });
  const select = '/* test.findThings */ select `id` from `thing` where';
  expect(sent).toEqual([
    [`${select} \`thing\`.\`id\` in (?) limit ?`, [[bytes], 3]],
    [`${select} (\`thing\`.\`id\` in (?) and \`thing\`.\`owner\` = ?) limit ?`, [[null], bytes, 4]],
    [`${select} (\`thing\`.\`id\` in (?) and \`thing\`.\`owner\` = ?) limit ?`, [[bytes, bytes], null, 5]],
  ]);
});

it('writes its SQL once for each database and shape', async () => {
  const { db, sent } = startDriver();
  let written = 0;
  const grow = statement(
    'test.grow',
    { id: thing.id, size: thing.size, by: shape<'add' | 'times'>() },
    (own, given) => {
      written++;
      const size = given.by === 'add' ? sql`${thing.size} + ${given.size}` : sql`${thing.size} * ${given.size}`;
      return own.update(thing).set({ size }).where(eq(thing.id, given.id));
    },
  );
  for (const by of ['add', 'times', 'add', 'times'] as const) await grow(db, { id, size: 2, by });
  await grow(startDriver().db, { id, size: 2, by: 'add' });
  expect(written).toBe(3);
  const update = (operator: string) =>
    `/* test.grow */ update \`thing\` set \`size\` = \`thing\`.\`size\` ${operator} ? where \`thing\`.\`id\` = ?`;
  expect(sent).toEqual([update('+'), update('*'), update('+'), update('*')].map((text) => [text, [2, bytes]]));
});
