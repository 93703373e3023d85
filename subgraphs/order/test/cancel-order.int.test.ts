import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { customer, eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

describe('cancelOrder', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const cancel = (viewer: Viewer, orderId: string, more = {}) => shop.act(viewer, 'cancelOrder', { orderId, idempotencyKey: newId(), ...more });

  it('ends an unpaid order with the reason, and puts its stock back', async () => {
    const { viewer, id, available } = await shop.placed(4);
    const key = newId();
    const { __typename, order } = await cancel(viewer, id, { reason: ' Wrong size ', idempotencyKey: key });
    expect(__typename).toBe('CancelOrderSuccess');
    expect(order.status).toBe('CANCELLED');
    expect(order.timeline.at(-1)).toMatchObject({ kind: 'CANCELLED', actorKind: 'BUYER', actor: { id: viewer.userId }, note: 'Wrong size' });
    expect(available()).toBe(10);
    expect(shop.payment.payables.get(id)!.state).toBe('CLOSED');
    const again = await cancel(viewer, id, { reason: 'Wrong size', idempotencyKey: key });
    expect({ ...again.order, serverTime: null }).toEqual({ ...order, serverTime: null });
    expect((await cancel(viewer, id, { reason: 'Other', idempotencyKey: key })).__typename).toBe('IdempotencyConflictError');
    expect(await cancel(viewer, id)).toMatchObject({ __typename: 'OrderStatusError', message: 'This cannot be done now: the order was cancelled.', field: null });
  });

  it('lets staff do it, with their name in timeline and audit log', async () => {
    const { id, viewer } = await shop.placed();
    const clerk = staff();
    expect((await cancel(clerk, id)).__typename).toBe('CancelOrderSuccess');
    expect((await shop.order(viewer, id)).timeline.at(-1)).toMatchObject({ kind: 'CANCELLED', actorKind: 'STAFF', actor: { id: clerk.userId }, note: null });
    const [rows] = (await shop.database.db.execute(`select action from audit_log where subject_id = unhex('${id.replaceAll('-', '')}')`)) as unknown as [unknown[]];
    expect(rows).toEqual([{ action: 'cancelOrder' }]);
  });

  it('makes the order PAID instead when the money came first', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.capture(id);
    expect(await cancel(viewer, id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'PAID' } });
    expect(available()).toBe(9);
    expect(await cancel(viewer, id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'PAID' } });
  });

  it('keeps the intent while payment does not answer, and carries it out', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.faults.isDown = true;
    const key = { idempotencyKey: newId() };
    expect((await cancel(viewer, id, key)).__typename).toBe('ServiceUnavailableError');
    expect((await cancel(viewer, id)).__typename).toBe('ServiceUnavailableError');
    expect(available()).toBe(9);
    shop.payment.faults.isDown = false;
    await shop.makeDue(id);
    await eventually(() => shop.stateOf(id), (state) => state === 'DONE');
    expect((await cancel(viewer, id, key)).order.status).toBe('CANCELLED');
    expect(available()).toBe(10);
  });

  it('has one winner against the end of the hold, a capture and itself', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => shop.placed()));
    await Promise.all(
      orders.map(async ({ id, viewer, available }, index) => {
        await Promise.all([
          shop.endHold(id),
          cancel(viewer, id),
          cancel(viewer, id),
          (async () => {
            await new Promise((resolve) => setTimeout(resolve, index));
            if (shop.payment.capture(id)) await shop.tell('PaymentCaptured', id);
          })(),
        ]);
        await eventually(() => shop.stateOf(id), (state) => state === 'DONE' || state === 'AWAITING_CONFIRMATION');
        const order = await shop.order(viewer, id);
        const isCaptured = shop.payment.payables.get(id)!.state === 'CAPTURED';
        expect(isCaptured ? ['PAID'] : ['CANCELLED', 'EXPIRED']).toContain(order.status);
        expect(kindsOf(order)).toEqual(['PLACED', order.status]);
        expect(available()).toBe(isCaptured ? 9 : 10);
        expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(isCaptured ? 0 : 1);
      }),
    );
  });

  it('answers two cancellations alike that wait for the same word of payment', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.faults.delayMs = 200;
    const answers = await Promise.all([cancel(viewer, id), cancel(staff(), id)]);
    shop.payment.faults.delayMs = 0;
    expect(answers.map((answer) => answer.__typename)).toEqual(['CancelOrderSuccess', 'CancelOrderSuccess']);
    expect(kindsOf(await shop.order(viewer, id))).toEqual(['PLACED', 'CANCELLED']);
    expect(available()).toBe(10);
  });

  it('answers for somebody else as for an order that does not exist', async () => {
    const { id, viewer } = await shop.placed();
    const missing = await cancel(viewer, newId());
    expect(missing).toMatchObject({ __typename: 'NotFoundError', field: ['input', 'orderId'] });
    expect(await cancel(customer(), id)).toEqual(missing);
    expect(await cancel(viewer, 'no id')).toEqual(missing);
    expect(await shop.stateOf(id)).toBe('AWAITING_PAYMENT');
  });
});
