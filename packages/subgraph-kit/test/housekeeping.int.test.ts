import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { count, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bulkInsert } from '../src/database/bulk-insert.ts';
import { startHousekeeping } from '../src/database/housekeeping.ts';
import { forgetOldReceipts, inboxTable } from '../src/events/inbox.ts';
import { newId } from '../src/id.ts';
import { createLogger } from '../src/log.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterAll(() => test.close());

it('forgets all that is too old, however much it is, and nothing else', async () => {
  const { db } = test.database;
  const aged = (days: number) => ({ eventId: newId(), receivedAt: new Date(Date.now() - days * 86_400_000) });
  await bulkInsert(db, inboxTable, [...Array.from({ length: 2_500 }, () => aged(31)), aged(29), aged(0)]);
  const housekeeping = startHousekeeping(db, createLogger('test', 'silent'), [forgetOldReceipts]);
  await vi.waitFor(async () => {
    const [row] = await db.select({ receipts: count() }).from(inboxTable);
    expect(row?.receipts).toBe(2);
  }, 5_000);
  await housekeeping.stop();
  const [oldest] = await db
    .select({ age: sql<number>`timestampdiff(day, min(${inboxTable.receivedAt}), utc_timestamp(3))` })
    .from(inboxTable);
  expect(oldest?.age).toBe(29);
});
