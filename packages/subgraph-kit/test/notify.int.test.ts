import { eq, sql } from 'drizzle-orm';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notify } from '../src/database/database.ts';
import { once } from '../src/database/idempotency.ts';
import { OUTBOX_CHANNEL, recordEvents, startOutboxRelay } from '../src/events/outbox.ts';
import { newId } from '../src/id.ts';
import { createLogger } from '../src/log.ts';
import { counterTable } from './schema.ts';
import { counted } from './test-events.ts';

let test: TestDatabase;
let commits: number;
beforeEach(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
  commits = 0;
  test.database.listen(OUTBOX_CHANNEL, () => void commits++);
});
afterEach(() => test.close());

it('tells of a commit once, however many events it recorded, and before its caller goes on', async () => {
  await test.database.transaction(async (tx) => {
    await recordEvents(tx, [counted(), counted()]);
    await recordEvents(tx, [counted()]);
    expect(commits).toBe(0);
  });
  expect(commits).toBe(1);
});

it('tells of no commit that recorded no event', async () => {
  await test.database.transaction((tx) => recordEvents(tx, []));
  await test.database.transaction(async (tx) => void (await tx.execute(sql`select 1`)));
  expect(commits).toBe(0);
});

it('tells of no transaction that rolled back, nor of it with the next one on its connection', async () => {
  const failing = test.database.transaction(async (tx) => {
    await recordEvents(tx, [counted()]);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  for (let other = 0; other < 20; other++)
    await test.database.transaction(async (tx) => void (await tx.execute(sql`select 1`)));
  expect(commits).toBe(0);
});

it('tells of no commit whose answer was lost', async () => {
  const cut = test.database.transaction(async (tx) => {
    await recordEvents(tx, [counted()]);
    await tx.execute(sql`kill connection_id()`);
  });
  await expect(cut).rejects.toThrow();
  expect(commits).toBe(0);
});

it('tells once of a transaction that was run again after a deadlock', async () => {
  const ids = [newId(), newId()] as const;
  await test.database.db.insert(counterTable).values(ids.map((id) => ({ id })));
  let runs = 0;
  const inOrder = (order: readonly string[]) =>
    test.database.transaction(async (tx) => {
      runs++;
      await recordEvents(tx, [counted()]);
      for (const id of order) {
        await tx
          .update(counterTable)
          .set({ value: sql`value + 1` })
          .where(eq(counterTable.id, id));
        await tx.execute(sql`select sleep(0.05)`);
      }
    });
  await Promise.all([inOrder(ids), inOrder(ids.toReversed())]);
  expect(runs).toBeGreaterThan(2);
  expect(commits).toBe(2);
});

it('tells of what is done once per key, and not of its repetition', async () => {
  const request = { scope: 'a', operation: 'count', key: '1', request: {} };
  await once(test.database, request, (tx) => recordEvents(tx, [counted()]));
  await once(test.database, request, (tx) => recordEvents(tx, [counted()]));
  expect(commits).toBe(1);
});

it('tells each channel of its own, until a listener leaves', async () => {
  let heard = 0;
  const leave = test.database.listen('other', () => void heard++);
  const happen = () => test.database.transaction(async (tx) => notify(tx, 'other'));
  await happen();
  leave();
  await happen();
  expect([heard, commits]).toEqual([1, 0]);
});

it('lets who asks for a delivery after a commit share the one that the commit began', async () => {
  const delivered: string[] = [];
  const relay = startOutboxRelay({
    database: test.database,
    transport: async ({ id }) => void delivered.push(id),
    log: createLogger('test', 'silent'),
  });
  await relay.runNow();
  test.statements.length = 0;
  await test.database.transaction((tx) => recordEvents(tx, [counted()]));
  await relay.runNow();
  await relay.stop();
  expect(delivered).toHaveLength(1);
  expect(test.statements.filter((statement) => statement.includes('skip locked'))).toHaveLength(1);
});
