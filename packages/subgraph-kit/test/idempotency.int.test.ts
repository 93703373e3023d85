import { eq, sql } from 'drizzle-orm';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../src/id.ts';
import { once, onceEach } from '../src/database/idempotency.ts';
import { counterTable } from './schema.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterAll(() => test.close());

const newCounter = async (): Promise<string> => {
  const id = newId();
  await test.database.db.insert(counterTable).values({ id });
  return id;
};
const valueOf = async (id: string) =>
  (await test.database.db.select().from(counterTable).where(eq(counterTable.id, id)))[0]?.value;

const add = (scope: string, key: string, counter: string, amount: number) =>
  once(test.database, { scope, operation: 'add', key, request: { counter, amount } }, async (tx) => {
    await tx
      .update(counterTable)
      .set({ value: sql`value + ${amount}` })
      .where(eq(counterTable.id, counter));
    return { added: amount, token: newId() };
  });

it('has one effect and one answer for 50 equal requests at once', async () => {
  const [scope, counter] = [newId(), await newCounter()];
  const answers = await Promise.all(Array.from({ length: 50 }, () => add(scope, 'k', counter, 3)));
  expect(await valueOf(counter)).toBe(3);
  expect(answers).toEqual(answers.map(() => ({ ok: true, value: { added: 3, token: expect.any(String) } })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

it('answers a conflict for the same key with another input, and does nothing', async () => {
  const [scope, counter] = [newId(), await newCounter()];
  await add(scope, 'k', counter, 3);
  expect(await add(scope, 'k', counter, 4)).toEqual({ ok: false, refusal: { kind: 'keyConflict' } });
  expect(await valueOf(counter)).toBe(3);
});

it('tells apart keys that differ in case or accent, users, and operations', async () => {
  const counter = await newCounter();
  const scope = newId();
  for (const key of ['a', 'A', 'á']) await add(scope, key, counter, 1);
  await add(newId(), 'a', counter, 1);
  expect(await valueOf(counter)).toBe(4);
});

it.each(['as likely', 'otherwise'])('keeps the answer that was given, be it %s', async (answer) => {
  const scope = newId();
  const ask = () =>
    once(test.database, { scope, operation: 'z', key: 'k', request: 1, likely: 'as likely' }, () =>
      Promise.resolve(answer),
    );
  expect([await ask(), await ask()]).toEqual([
    { ok: true, value: answer },
    { ok: true, value: answer },
  ]);
});

it('keeps no key of work that failed, so that it can be tried again', async () => {
  const scope = newId();
  const failing = once(test.database, { scope, operation: 'x', key: 'k', request: 1 }, () =>
    Promise.reject(new Error('no')),
  );
  await expect(failing).rejects.toThrow('no');
  expect(
    await once(test.database, { scope, operation: 'x', key: 'k', request: 1 }, () => Promise.resolve('yes')),
  ).toEqual({ ok: true, value: 'yes' });
});

it.each(['for key ', "x for key 'y'", "' for key 'PRIMARY", '\\'])('answers again to the key %j', async (key) => {
  const [scope, counter] = [newId(), await newCounter()];
  const answer = await add(scope, key, counter, 3);
  expect(await add(scope, key, counter, 3)).toEqual(answer);
});

it('takes equal inputs for equal whatever the order of their fields', async () => {
  const scope = newId();
  const ask = (request: unknown) =>
    once(test.database, { scope, operation: 'y', key: 'k', request }, () => Promise.resolve(1));
  await ask({ a: 1, b: { c: 2, d: 3 } });
  expect(await ask({ b: { d: 3, c: 2 }, a: 1 })).toEqual({ ok: true, value: 1 });
});

/** Adds 1 for each key, in one transaction. */
const addEach = (scope: string, keys: readonly string[], counter: string) =>
  onceEach(
    test.database,
    keys.map((key) => ({ scope, operation: 'addEach', key, request: { counter } })),
    async (tx) => {
      await tx
        .update(counterTable)
        .set({ value: sql`value + ${keys.length}` })
        .where(eq(counterTable.id, counter));
      return keys.map((key) => ({ added: key }));
    },
  );

it('does several at once, and keeps an answer for each key', async () => {
  const [scope, counter] = [newId(), await newCounter()];
  const answers = await addEach(scope, ['a', 'b', 'c'], counter);
  expect(answers).toEqual(['a', 'b', 'c'].map((key) => ({ ok: true, value: { added: key } })));
  for (const key of ['c', 'a', 'b'])
    expect(await addEach(scope, [key], counter)).toEqual([{ ok: true, value: { added: key } }]);
  expect(await valueOf(counter)).toBe(3);
});

it('does none of several when one was answered before, or is there twice', async () => {
  const [scope, counter] = [newId(), await newCounter()];
  await addEach(scope, ['a'], counter);
  await expect(addEach(scope, ['b', 'a'], counter)).rejects.toThrow();
  await expect(addEach(scope, ['c', 'c'], counter)).rejects.toThrow();
  expect(await valueOf(counter)).toBe(1);
  expect(await addEach(scope, ['b', 'c'], counter)).toMatchObject([{ ok: true }, { ok: true }]);
});
