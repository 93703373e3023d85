import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSet, demoSize } from '@storegraph/demo-shop/data-set';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { service } from '@storegraph/testkit/viewers';
import { findFulfillments, findLines, findOrders } from '../src/db/order-store.ts';
import { claimDueSagas, findSaga } from '../src/db/saga-store.ts';
import { findTimelines } from '../src/db/timeline-store.ts';
import { ORDER_TRANSITIONS } from '../src/domain/order.ts';
import { isSeeded, seedOrders } from '../src/seed.ts';
import { migrations } from './shop.ts';

describe('the seed', () => {
  let test: TestDatabase;
  const demo = [...dataSet({ ...demoSize, currency: 'USD', now: new Date('2026-03-01T12:00:00.000Z') }).orders()];
  beforeAll(async () => {
    test = await openTestDatabase(migrations);
  });
  afterAll(() => test.close());

  it('writes the demo shop in batches, as orders that could have come about', async () => {
    const { db } = test.database;
    expect(await isSeeded(db)).toBe(false);
    await seedOrders(test.database, demo.slice(0, 150));
    await seedOrders(test.database, demo.slice(150));
    expect(await isSeeded(db)).toBe(true);

    const ids = demo.map((order) => order.id);
    const orders = await findOrders(db, service, ids);
    expect(orders).toHaveLength(demo.length);
    const lines = Map.groupBy(await findLines(db, ids), (line) => line.orderId);
    const steps = Map.groupBy(await findTimelines(db, ids), (entry) => entry.orderId);
    const parcels = new Map((await findFulfillments(db, ids)).map((parcel) => [parcel.orderId, parcel]));
    const transitions: readonly { timeline: string; from: object; to: object }[] = Object.values(ORDER_TRANSITIONS);
    for (const order of orders) {
      expect(lines.get(order.id)!.reduce((sum, line) => sum + line.quantity * line.unitPrice.amount, 0)).toBe(
        order.total.amount,
      );
      const [placed, ...later] = steps.get(order.id)!.filter((entry) => !entry.kind.startsWith('PAYMENT_'));
      expect(placed!.kind).toBe('PLACED');
      let state: object = { status: 'PENDING_PAYMENT', fulfillmentStatus: 'UNFULFILLED' };
      for (const { kind } of later) {
        const transition = transitions.find((each) => each.timeline === kind)!;
        expect(transition.from).toEqual(state);
        state = transition.to;
      }
      expect(state).toEqual({ status: order.status, fulfillmentStatus: order.fulfillmentStatus });
      expect(parcels.has(order.id)).toBe(order.fulfillmentStatus !== 'UNFULFILLED');
    }
    expect(new Set(orders.map((order) => order.status)).size).toBeGreaterThan(3);
  });

  it('leaves no saga with work to do, and lets paid orders be confirmed', async () => {
    const { db } = test.database;
    const paid = demo.find((order) => order.status === 'PAID')!;
    expect(await findSaga(db, paid.id)).toMatchObject({ state: 'AWAITING_CONFIRMATION' });
    expect(await claimDueSagas(test.database, 100)).toEqual([]);
  });
});
