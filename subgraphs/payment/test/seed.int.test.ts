import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSet, demoSize } from '@storegraph/demo-shop/data-set';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { countPayments, listPayments } from '../src/db/payment-list-store.ts';
import { isSeeded, seedPayments } from '../src/seed.ts';

describe('the seed', () => {
  let test: TestDatabase;
  const orders = [...dataSet({ ...demoSize, currency: 'USD', now: new Date('2026-03-01T12:00:00.000Z') }).orders()];

  beforeAll(async () => {
    test = await openTestDatabase(new URL('../migrations', import.meta.url));
    expect(await isSeeded(test.database.db)).toBe(false);
    for (let start = 0; start < orders.length; start += 150)
      await seedPayments(test.database, orders.slice(start, start + 150));
  });
  afterAll(() => test.close());

  const row = async (query: ReturnType<typeof sql>): Promise<any> =>
    ((await test.database.db.execute(query)) as any)[0][0];

  it('writes every payable and every attempt', async () => {
    expect(await isSeeded(test.database.db)).toBe(true);
    const payments = orders.flatMap((order) => order.payments);
    expect((await row(sql`select count(*) as n from payable`)).n).toBe(orders.length);
    expect(await countPayments(test.database.db, { statuses: null, userId: null, orderId: null })).toBe(
      payments.length,
    );
    const captured = payments.filter(({ status }) => status === 'CAPTURED').length;
    expect(await countPayments(test.database.db, { statuses: ['CAPTURED'], userId: null, orderId: null })).toBe(
      captured,
    );
  });

  it('leaves a ledger that balances and agrees with the payables', async () => {
    const ledger = await row(sql`select sum(amount_minor) as total, count(*) as entries from ledger_entry`);
    const payables = await row(
      sql`select sum(state = 'CAPTURED') as captured, sum(state = 'OPEN') as open from payable`,
    );
    expect([Number(ledger.total), ledger.entries]).toEqual([0, 2 * Number(payables.captured)]);
    expect(Number(payables.open)).toBe(0);
  });

  it('keeps the moments of the history', async () => {
    const newest = orders
      .flatMap((order) => order.payments)
      .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0];
    const filter = { statuses: null, userId: null, orderId: null };
    const { items } = await listPayments(test.database.db, {
      filter,
      sort: 'STARTED_AT_DESC',
      page: { first: 1, position: null, order: 'STARTED_AT_DESC' },
    });
    expect(items[0]).toMatchObject({
      id: newest?.id,
      startedAt: newest?.startedAt,
      expiresAt: newest?.expiresAt,
      status: newest?.status,
    });
  });
});
