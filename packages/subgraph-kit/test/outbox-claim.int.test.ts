import { sql } from 'drizzle-orm';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventTransport } from '../src/events/events.ts';
import { createLogger } from '../src/log.ts';
import { outboxTable, recordEvents, startOutboxRelay, type OutboxRelay } from '../src/events/outbox.ts';
import { counted } from './test-events.ts';

let test: TestDatabase;
let relays: OutboxRelay[] = [];
let gate: PromiseWithResolvers<void>;
beforeEach(async () => {
  gate = Promise.withResolvers();
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterEach(async () => {
  // A relay ends after its delivery.
  gate.resolve();
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await test.close();
});

const startRelay = (transport: EventTransport): OutboxRelay => {
  const relay = startOutboxRelay({ database: test.database, transport, log: createLogger('test', 'silent') });
  relays.push(relay);
  return relay;
};
const record = (n: number) => test.database.transaction((tx) => recordEvents(tx, [counted(n)]));
const unpublished = async () =>
  (
    await test.database.db
      .select()
      .from(outboxTable)
      .where(sql`published_at is null`)
  ).length;

it('leaves to a relay what it is delivering, and delivers the rest meanwhile', async () => {
  const seen: unknown[] = [];
  const reached = Promise.withResolvers<void>();
  await record(1);
  const slow = startRelay(async (event) => {
    seen.push(event.payload);
    reached.resolve();
    await gate.promise;
  });
  await reached.promise;
  await record(2);
  const quick = startRelay(async (event) => void seen.push(event.payload));
  await quick.runNow();
  expect(seen).toMatchObject([{ n: 1 }, { n: 2 }]);
  gate.resolve();
  await slow.runNow();
  expect(await unpublished()).toBe(0);
  expect(seen).toMatchObject([{ n: 1 }, { n: 2 }]);
});
