import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { sized } from '@storegraph/testkit/env';
import { eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

const CARRIER = { carrier: 'Post', trackingNumber: null };
const ROUNDS = sized(15, 100);

describe('a refund of the whole', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const confirm = (orderId: string) => shop.act(staff(), 'confirmOrder', { orderId, idempotencyKey: newId() });
  const ship = (orderId: string) => shop.act(staff(), 'shipOrder', { orderId, ...CARRIER, idempotencyKey: newId() });
  const refund = (orderId: string) => shop.tell('PaymentRefunded', orderId, { remainingMinor: 0 });
  const refused = { __typename: 'OrderStatusError' };

  async function paid() {
    const order = await shop.placed();
    await shop.pay(order.id);
    return order;
  }
  async function settled(orderId: string): Promise<void> {
    await shop.makeDue(orderId);
    await eventually(
      () => shop.stateOf(orderId),
      (state) => state === 'DONE',
    );
  }

  it('cancels a confirmed order, which cannot be shipped any more, and puts its units back on sale', async () => {
    const { id, available } = await paid();
    await confirm(id);
    expect((await shop.order(staff(), id)).availableActions).toEqual(['SHIP']);
    expect(available()).toBe(9);
    await refund(id);
    const order = await shop.order(staff(), id);
    expect(order).toMatchObject({ status: 'CANCELLED', fulfillmentStatus: 'UNFULFILLED', availableActions: [] });
    expect(order.unavailableActions).toContainEqual({ action: 'SHIP', reason: 'ENDED' });
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CONFIRMED', 'CANCELLED', 'REFUNDED']);
    expect(await ship(id)).toMatchObject(refused);
    await settled(id);
    expect(available()).toBe(10);
    expect(shop.inventory.reservations.get(id)?.state).toBe('RELEASED');
    await refund(id);
    expect(available()).toBe(10);
  });

  it('puts units back on sale that inventory has not yet been told to sell', async () => {
    const { id, available } = await paid();
    shop.inventory.faults.isDown = true;
    await confirm(id);
    expect(await shop.stateOf(id)).toBe('COMMITTING_STOCK');
    await refund(id);
    shop.inventory.faults.isDown = false;
    await settled(id);
    expect(available()).toBe(10);
    expect((await shop.order(staff(), id)).status).toBe('CANCELLED');
  });

  it('leaves an order that was shipped before as it is', async () => {
    const { id, available } = await paid();
    await confirm(id);
    await ship(id);
    await refund(id);
    const order = await shop.order(staff(), id);
    expect(order).toMatchObject({ status: 'CONFIRMED', fulfillmentStatus: 'SHIPPED', availableActions: ['DELIVER'] });
    expect(await shop.stateOf(id)).toBe('DONE');
    expect(available()).toBe(9);
  });

  it.each([
    ['confirming', paid, confirm, 'CONFIRMED'],
    [
      'shipping',
      async () => {
        const order = await paid();
        await confirm(order.id);
        return order;
      },
      ship,
      'SHIPPED',
    ],
  ] as const)(
    `and %s at once, ${ROUNDS} times: never sent when cancelled`,
    { timeout: 120_000 },
    async (_, ready, act, kind) => {
      const ends = new Map<string, number>();
      for (let round = 0; round < ROUNDS; round++) {
        const { id, available } = await ready();
        const both = [() => act(id), () => refund(id)];
        await Promise.all((round % 2 ? both : both.toReversed()).map((each) => each()));
        // Whoever was first, nothing is sent after the refund unless it was sent before.
        await ship(id);
        await settled(id);
        const order = await shop.order(staff(), id);
        const isSent = order.fulfillmentStatus === 'SHIPPED';
        expect([order.status, available(), shop.inventory.reservations.get(id)?.state]).toEqual(
          isSent ? ['CONFIRMED', 9, 'COMMITTED'] : ['CANCELLED', 10, 'RELEASED'],
        );
        expect(kindsOf(order).includes('SHIPPED')).toBe(isSent);
        if (kind === 'CONFIRMED') expect(isSent).toBe(false);
        const end = kindsOf(order).join(' ');
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
      console.log([...ends].map(([end, times]) => `${times} ${end}`).join('\n'));
    },
  );
});
