import { eq } from 'drizzle-orm';
import { startStatementProxy, type StatementProxy } from '@storegraph/testkit/statement-proxy';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase, type Database, type Db } from '../src/database/database.ts';
import { isUnanswered } from '../src/database/errors.ts';
import { newId } from '../src/id.ts';
import { counterTable } from './schema.ts';

let test: TestDatabase;
let proxy: StatementProxy;
let narrow: Database | null = null;
beforeAll(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterEach(async () => {
  await narrow?.close();
  narrow = null;
  await proxy.close();
});
afterAll(() => test.close());

/** A pool of one connection, so that the next caller gets the same one unless it was destroyed. */
const openNarrow = async (decide: Parameters<typeof startStatementProxy>[1], connections = 1): Promise<Database> => {
  proxy = await startStatementProxy(test.url, decide);
  narrow = await openDatabase(proxy.url, { connections });
  return narrow;
};
const newCounter = async (): Promise<string> => {
  const id = newId();
  await test.database.db.insert(counterTable).values({ id });
  return id;
};
const valueOf = async (id: string) =>
  (await test.database.db.select().from(counterTable).where(eq(counterTable.id, id)))[0]?.value;

it('commits nothing afterwards that a failed COMMIT left open', async () => {
  let isRefusing = true;
  const database = await openNarrow((statement) =>
    isRefusing && statement === 'COMMIT' ? { errno: 1180 } : 'forward',
  );
  const id = await newCounter();
  const add = () =>
    database.transaction((tx) => tx.update(counterTable).set({ value: 1 }).where(eq(counterTable.id, id)));
  await expect(add()).rejects.toMatchObject({ errno: 1180 });
  isRefusing = false;
  // On the same connection this would commit what was left open, as the server sees it.
  await database.transaction((tx) => tx.select().from(counterTable));
  expect(await valueOf(id)).toBe(0);
});

it('gives up a connection whose settings are not answered, or refused, and opens another', async () => {
  const fates: ('swallow' | { readonly errno: number })[] = [];
  const database = await openNarrow((statement) =>
    statement.startsWith('SET SESSION time_zone') ? (fates.pop() ?? 'forward') : 'forward',
  );
  for (const fate of ['swallow', { errno: 1193 }] as const) {
    fates.push(fate);
    await expect(database.transaction((tx) => tx.execute('kill connection_id()'))).rejects.toThrow();
    await expect(database.transaction((tx) => tx.execute('select 1'))).rejects.toThrow();
    expect(
      await database.transaction(async (tx) => (await tx.execute('select @@autocommit as autocommit'))[0]),
    ).toEqual([{ autocommit: 0 }]);
  }
});

it('commits nothing of a transaction one of whose statements had no answer, be that forgiven', async () => {
  const id = await newCounter();
  const database = await openNarrow((statement) => (statement === 'select 1' ? 'swallow' : 'forward'));
  const forgiving = database.transaction(async (tx) => {
    await tx.update(counterTable).set({ value: 1 }).where(eq(counterTable.id, id));
    await tx.execute('select 1').catch(() => undefined);
  });
  await expect(forgiving).rejects.toThrow('had no answer');
  expect(await valueOf(id)).toBe(0);
});

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('It succeeded'),
    (error: unknown) => error,
  );

it.each([
  ['killed between two statements', (tx: Db, id: number) => test.database.db.execute(`kill ${id}`)],
  ['killed by its own statement', (tx: Db, id: number) => tx.execute(`kill ${id}`)],
])('calls a transaction whose connection was %s unanswered, and keeps nothing of it', async (_, kill) => {
  const id = await newCounter();
  const database = await openNarrow(() => 'forward');
  const killed = database.transaction(async (tx) => {
    await tx.update(counterTable).set({ value: 1 }).where(eq(counterTable.id, id));
    const [[connection]] = (await tx.execute('select connection_id() as id')) as unknown as [[{ id: number }]];
    await kill(tx, connection.id).catch(() => undefined);
    // What the driver then says of the connection depends on whether it has heard of its end.
    for (;;) await tx.execute('do sleep(0.01)');
  });
  expect(isUnanswered(await failureOf(killed))).toBe(true);
  expect(await valueOf(id)).toBe(0);
});

it('calls a statement on a connection that is known to be closed unanswered', async () => {
  const database = await openNarrow(() => 'forward');
  const closed = database.transaction(async (tx) => {
    await tx.execute('kill connection_id()').catch(() => undefined);
    await tx.execute('select 1').catch(() => undefined);
    await tx.execute('select 1');
  });
  expect(isUnanswered(await failureOf(closed))).toBe(true);
});

it.each([1205, 1213, 1290, 1021, 1114, 1026, 1030, 1158, 1159, 1160, 1161, 1317, 1969, 1040, 1053])(
  'calls what the server says by error %i unanswered: it may do the same another time',
  async (errno) => {
    const database = await openNarrow((statement) => (statement === 'select 7' ? { errno } : 'forward'));
    expect(isUnanswered(await failureOf(database.db.execute('select 7')))).toBe(true);
  },
);

it('calls what comes after it was closed unanswered, and what waits for a connection then', async () => {
  const database = await openNarrow(() => 'forward');
  const held = database.db.execute('select sleep(0.2)').catch(() => undefined);
  const waiting = failureOf(database.db.execute('select 1'));
  const closing = database.close();
  expect(isUnanswered(await failureOf(database.transaction((tx) => tx.execute('select 1'))))).toBe(true);
  expect(isUnanswered(await waiting)).toBe(true);
  await Promise.all([held, closing]);
  narrow = null;
});

it.each([1021, 1114, 1026, 1030, 1290, 1836])(
  'says for a while that it is not well when a write was refused by error %i',
  async (errno) => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000_000);
    try {
      const database = await openNarrow((statement) => (statement.startsWith('update') ? { errno } : 'forward'));
      await database.ping();
      await failureOf(database.transaction((tx) => tx.execute('update counter set value = 1')));
      await expect(database.ping()).rejects.toThrow('refuses writes');
      clock.mockReturnValue(1_009_999);
      await expect(database.ping()).rejects.toThrow('refuses writes');
      clock.mockReturnValue(1_010_000);
      await database.ping();
    } finally {
      clock.mockRestore();
    }
  },
);

it('does not take another refusal for one of all writes', async () => {
  const database = await openNarrow(() => 'forward');
  await failureOf(database.db.execute('insert into no_such_table values (1)'));
  await database.ping();
});

it('does not call a refusal unanswered', async () => {
  const database = await openNarrow(() => 'forward');
  expect(isUnanswered(await failureOf(database.db.execute('select * from no_such_table')))).toBe(false);
});

it('asks every connection for READ COMMITTED, not only the one that is checked at the start', async () => {
  const statements: string[] = [];
  const database = await openNarrow((statement) => {
    statements.push(statement);
    return 'forward';
  }, 3);
  const slowly = (db: Db) => db.execute('select sleep(0.1)');
  await Promise.all([1, 2, 3].flatMap(() => [slowly(database.db), database.transaction(slowly)]));
  expect(
    statements.filter((statement) => statement === 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'),
  ).toHaveLength(6);
});

it.each([
  [
    'isolation',
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  ],
  ['autocommit', 'SET SESSION autocommit = OFF', 'SET SESSION autocommit = ON'],
  ['time_zone', 'SET SESSION time_zone', "SET SESSION time_zone = '+02:00', innodb_lock_wait_timeout = 3"],
  [
    'innodb_lock_wait_timeout',
    'SET SESSION time_zone',
    "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 50",
  ],
  [
    'sql_mode',
    'SET SESSION time_zone',
    "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 3, sql_mode = ''",
  ],
])('refuses a server that does not honour %s', async (setting, asked, instead) => {
  await expect(openNarrow((statement) => (statement.startsWith(asked) ? { instead } : 'forward'))).rejects.toThrow(
    `does not honour ${setting}`,
  );
});
