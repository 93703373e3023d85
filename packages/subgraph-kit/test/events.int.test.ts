import { eq, sql } from 'drizzle-orm';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DomainEvent, EventTransport } from '../src/events/events.ts';
import { newId } from '../src/id.ts';
import {
  countDeadLetters,
  deadLetterTable,
  listDeadLetters,
  type DeadLetterPosition,
} from '../src/events/dead-letter-store.ts';
import { inboxAttemptTable, replayDeadLetter } from '../src/events/dead-letters.ts';
import { createInbox } from '../src/events/inbox.ts';
import { createLogger } from '../src/log.ts';
import { outboxTable, recordEvents, startOutboxRelay, type OutboxRelay } from '../src/events/outbox.ts';
import { counterTable } from './schema.ts';
import { counted, countedEvent, testEvents } from './test-events.ts';

const log = createLogger('test', 'silent');
let test: TestDatabase;
let relays: OutboxRelay[] = [];
beforeEach(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await test.close();
});

const startRelay = (transport: EventTransport | null): OutboxRelay => {
  const relay = startOutboxRelay({ database: test.database, transport, log });
  relays.push(relay);
  return relay;
};
const record = (count: number) =>
  test.database.transaction((tx) =>
    recordEvents(
      tx,
      Array.from({ length: count }, (_, n) => counted(n)),
    ),
  );
const unpublished = async () =>
  (
    await test.database.db
      .select()
      .from(outboxTable)
      .where(sql`published_at is null`)
  ).length;

it('delivers every event once when nothing fails, with three relays at work', async () => {
  const seen: DomainEvent[] = [];
  const transport: EventTransport = async (event) => void seen.push(event);
  for (let relay = 0; relay < 3; relay++) startRelay(transport);
  await Promise.all(Array.from({ length: 40 }, () => record(5)));
  await vi.waitFor(async () => expect(await unpublished()).toBe(0), 10_000);
  expect(seen).toHaveLength(200);
  expect(new Set(seen.map((event) => event.id)).size).toBe(200);
});

it('ticks off what nobody subscribes to, in time', async () => {
  await record(60);
  startRelay(null);
  await vi.waitFor(async () => expect(await unpublished()).toBe(0), 10_000);
});

it('loses no event that a transaction which began earlier commits later', async () => {
  const [SLOW, FAST] = [1, 2];
  const seen: unknown[] = [];
  const relay = startRelay(async (event) => void seen.push(event.payload));
  await test.database.transaction(async (slow) => {
    await recordEvents(slow, [counted(SLOW)]);
    await test.database.transaction((fast) => recordEvents(fast, [counted(FAST)]));
    await relay.runNow();
    expect(seen).toMatchObject([{ n: FAST }]);
  });
  await relay.runNow();
  expect(seen).toMatchObject([{ n: FAST }, { n: SLOW }]);
});

it('keeps an event that nobody took, and delivers it later', async () => {
  let isDown = true;
  const seen: DomainEvent[] = [];
  const relay = startRelay(async (event) => {
    if (isDown) throw new Error('down');
    seen.push(event);
  });
  await record(3);
  await relay.runNow();
  expect(await unpublished()).toBe(3);
  isDown = false;
  await vi.waitFor(() => expect(seen).toHaveLength(3), 10_000);
});

it('has one effect for an event that comes five times at once, and none for one that failed', async () => {
  const id = newId();
  await test.database.db.insert(counterTable).values({ id });
  let isEarly = true;
  const subscriber = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted],
    handlers: {
      Counted: async (tx) => {
        await tx
          .update(counterTable)
          .set({ value: sql`value + 1` })
          .where(eq(counterTable.id, id));
        if (isEarly) throw new Error('too early');
      },
    },
  });
  const event = countedEvent();
  await expect(subscriber(event)).rejects.toThrow('too early');
  isEarly = false;
  await Promise.all([1, 2, 3, 4, 5].map(() => subscriber(event)));
  await subscriber({ ...event, id: newId(), type: 'SomethingElse' });
  const [row] = await test.database.db.select().from(counterTable).where(eq(counterTable.id, id));
  expect(row?.value).toBe(1);
});

const deadLetters = () => test.database.db.select().from(deadLetterTable);
const letMinutePass = () =>
  test.database.db.update(inboxAttemptTable).set({ triedAt: sql`tried_at - interval 1 minute` });

it('parks an event with its tenth failed try, and has its effect once when it is replayed', async () => {
  let isBroken = true;
  let effects = 0;
  const subscriber = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted],
    handlers: {
      Counted: async () => {
        if (isBroken) throw new Error('broken');
        effects++;
      },
    },
  });
  const event = countedEvent();
  for (let tries = 1; tries < 10; tries++) {
    await expect(subscriber(event)).rejects.toThrow('broken');
    expect(await deadLetters()).toEqual([]);
    await letMinutePass();
  }
  await subscriber(event);
  expect(await deadLetters()).toMatchObject([
    { eventId: event.id, type: 'Counted', payload: { n: 1 }, error: 'broken', tries: 10 },
  ]);

  expect(await replayDeadLetter(test.database, subscriber, event.id)).toEqual({ kind: 'failed', error: 'broken' });
  isBroken = false;
  expect(await replayDeadLetter(test.database, subscriber, event.id)).toEqual({ kind: 'handled' });
  expect(await replayDeadLetter(test.database, subscriber, event.id)).toEqual({ kind: 'notFound' });
  await subscriber(event);
  expect(effects).toBe(1);
  expect(await deadLetters()).toEqual([]);
});

it('counts failed tries that follow each other at once as one', async () => {
  const subscriber = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted],
    handlers: { Counted: () => Promise.reject(new Error('too early')) },
  });
  const event = countedEvent();
  await expect(subscriber(event)).rejects.toThrow('too early');
  // However slow this machine is, the others come at once.
  await test.database.db.update(inboxAttemptTable).set({ triedAt: sql`utc_timestamp(3) + interval 1 hour` });
  for (let tries = 0; tries < 20; tries++) await expect(subscriber(event)).rejects.toThrow('too early');
  await Promise.allSettled(Array.from({ length: 10 }, () => subscriber(event)));
  expect(await test.database.db.select({ tries: inboxAttemptTable.tries }).from(inboxAttemptTable)).toEqual([
    { tries: 1 },
  ]);
});

it('parks an event of an unknown version at once, and hands a known later one to its own handler', async () => {
  const versions: number[] = [];
  const note = async (_: unknown, event: { readonly version: number }) => void versions.push(event.version);
  const subscriber = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted, testEvents['Counted/2']],
    handlers: { Counted: note, 'Counted/2': note },
  });
  await subscriber(countedEvent());
  await subscriber(countedEvent(1, 2));
  expect(await deadLetters()).toEqual([]);
  await subscriber(countedEvent(1, 3));
  expect(versions).toEqual([1, 2]);
  expect(await deadLetters()).toMatchObject([
    { version: 3, tries: 1, error: 'Version 3 of Counted is not known here' },
  ]);
});

it('tells of a statement that the database refused no more than the number of its error', async () => {
  const subscriber = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted],
    handlers: { Counted: async (tx) => void (await tx.execute(sql`select ${'a secret'} from nowhere`)) },
  });
  const event = countedEvent();
  await test.database.db.insert(inboxAttemptTable).values({ eventId: event.id, tries: 9, triedAt: new Date(0) });
  await subscriber(event);
  const error = 'The database refused it with error 1146';
  expect(await deadLetters()).toMatchObject([{ error }]);
  expect(await replayDeadLetter(test.database, subscriber, event.id)).toEqual({ kind: 'failed', error });
});

it('lists dead letters page by page, the last parked first', async () => {
  const ids = Array.from({ length: 5 }, () => newId());
  const parkedAt = new Date('2026-03-01T09:30:00.000Z');
  await test.database.db.insert(deadLetterTable).values(
    ids.map((eventId, n) => ({
      eventId,
      type: 'Counted',
      version: 1,
      subjectId: newId(),
      occurredAt: parkedAt,
      payload: {},
      error: 'broken',
      tries: 10,
      parkedAt: n < 3 ? parkedAt : new Date(parkedAt.getTime() + n),
    })),
  );
  const listed: string[] = [];
  for (let position: DeadLetterPosition | null = null; ;) {
    const page = await listDeadLetters(test.database.db, { first: 2, position, order: 'PARKED_AT_DESC' });
    listed.push(...page.items.map(({ eventId }) => eventId));
    if (!page.hasNextPage) break;
    const last = page.items.at(-1)!;
    position = [last.parkedAt, last.eventId];
  }
  expect(listed).toEqual([ids[4], ids[3], ...ids.slice(0, 3).toSorted().toReversed()]);
  expect(await countDeadLetters(test.database.db)).toBe(5);
});
