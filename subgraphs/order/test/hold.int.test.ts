import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { customer, eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

describe('the end of the hold', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  it('expires an order and puts its stock back, exactly once', async () => {
    const { viewer, id, available } = await shop.placed(3);
    expect(available()).toBe(7);
    await shop.endHold(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
    const order = await shop.order(viewer, id);
    expect(order).toMatchObject({ status: 'EXPIRED', availableActions: [] });
    expect(order.timeline.at(-1)).toMatchObject({ kind: 'EXPIRED', actorKind: 'SYSTEM', actor: null });
    expect(available()).toBe(10);
    expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(1);
    await eventually(
      () => shop.events.some((event) => event.subjectId === id && event.type === 'OrderExpired'),
      Boolean,
    );
  });

  it('takes no payment, by its own word, from the moment the hold has run out', async () => {
    const { viewer, id } = await shop.placed();
    await shop.database.db.execute(
      `update orders set hold_expires_at = utc_timestamp(3) where id = unhex('${id.replaceAll('-', '')}')`,
    );
    expect((await shop.order(viewer, id)).availableActions).toEqual(['UPDATE', 'CANCEL']);
  });

  it('does not end an order before', async () => {
    const { viewer, id } = await shop.placed();
    await shop.makeDue(id);
    await eventually(
      async () => (await shop.sagaOf(id))['next_run_at'] as Date,
      (next) => String(next) > '2000',
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
  });

  it('is PAID when the money came first, though nobody told', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.capture(id);
    await shop.endHold(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'AWAITING_CONFIRMATION',
    );
    // The event comes late.
    await shop.tell('PaymentCaptured', id);
    const order = await shop.order(viewer, id);
    expect(order.status).toBe('PAID');
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID']);
    expect(available()).toBe(9);
  });

  it('releases nothing while payment does not answer', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.faults.isDown = true;
    await shop.endHold(id);
    await eventually(
      async () => Number((await shop.sagaOf(id))['attempts']),
      (attempts) => attempts > 0,
    );
    expect(await shop.stateOf(id)).toBe('CLOSING_PAYABLE');
    expect(available()).toBe(9);
    expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
    shop.payment.faults.isDown = false;
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
    expect(available()).toBe(10);
  });

  it('releases nothing on any other answer than CLOSED', async () => {
    const { id, available } = await shop.placed();
    shop.payment.faults.override = { answer: { __typename: 'ClosePayableSuccess', state: 'OPEN' } };
    await shop.endHold(id);
    await eventually(
      async () => (await shop.sagaOf(id))['last_error'],
      (error) => error === 'The payable stays open',
    );
    shop.payment.faults.override = { answer: { __typename: 'PayableConflict', message: 'Other amount' } };
    await shop.makeDue(id);
    await eventually(
      async () => (await shop.sagaOf(id))['last_error'],
      (error) => error === 'Other amount',
    );
    shop.payment.faults.override = { answer: { __typename: 'SomethingNew' } };
    await shop.makeDue(id);
    await eventually(
      async () => (await shop.sagaOf(id))['last_error'],
      (error) => String(error).includes('unknown shape'),
    );
    expect(available()).toBe(9);
    shop.payment.faults.override = null;
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
  });

  it('releases nothing while order and saga do not fit', async () => {
    const { id, available, viewer } = await shop.placed();
    const setStatus = (status: string) =>
      shop.database.db.execute(`update orders set status = '${status}' where id = unhex('${id.replaceAll('-', '')}')`);
    await setStatus('PAID');
    await expect(shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() })).rejects.toThrow(
      'Internal server error',
    );
    expect(await shop.stateOf(id)).toBe('CLOSING_PAYABLE');
    expect(available()).toBe(9);
    await setStatus('PENDING_PAYMENT');
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
  });

  it('expires an order whose payable was never opened', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    shop.payment.faults.isDown = true;
    const { order } = await shop.place(viewer, [{ variantId, quantity: 1 }]);
    shop.payment.faults.isDown = false;
    await shop.endHold(order.id);
    await eventually(
      () => shop.stateOf(order.id),
      (state) => state === 'DONE',
    );
    expect((await shop.order(viewer, order.id)).status).toBe('EXPIRED');
    expect(shop.payment.payables.get(order.id)!.state).toBe('CLOSED');
  });

  it('releases once when each answer is lost after its effect', async () => {
    const { id, available } = await shop.placed(2);
    shop.payment.faults.lostAnswers = 1;
    await shop.endHold(id);
    await eventually(
      async () => Number((await shop.sagaOf(id))['attempts']),
      (attempts) => attempts === 1,
    );
    shop.inventory.faults.lostAnswers = 1;
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'RELEASING_STOCK',
    );
    await eventually(
      async () => Number((await shop.sagaOf(id))['attempts']),
      (attempts) => attempts === 1,
    );
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
    expect(available()).toBe(10);
    expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(1);
  });

  it('is either PAID or EXPIRED, never both, when the capture comes at that moment', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => shop.placed()));
    await Promise.all(
      orders.map(async ({ id }, index) => {
        await shop.endHold(id);
        await new Promise((resolve) => setTimeout(resolve, index * 40));
        if (shop.payment.capture(id)) await shop.tell('PaymentCaptured', id);
      }),
    );
    for (const { id, viewer, available } of orders) {
      await eventually(
        () => shop.stateOf(id),
        (state) => state === 'DONE' || state === 'AWAITING_CONFIRMATION',
      );
      const isCaptured = shop.payment.payables.get(id)!.state === 'CAPTURED';
      const order = await shop.order(viewer, id);
      expect([order.status, available(), kindsOf(order)]).toEqual(
        isCaptured ? ['PAID', 9, ['PLACED', 'PAID']] : ['EXPIRED', 10, ['PLACED', 'EXPIRED']],
      );
    }
  });

  it('goes on with a step whose process died after its effect, on another instance', async () => {
    const { id, available } = await shop.placed();
    await shop.pay(id);
    // As a process leaves it that dies between the commit of the confirmation and the answer of the inventory.
    shop.inventory.faults.lostAnswers = 1;
    await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(await shop.stateOf(id)).toBe('COMMITTING_STOCK');
    await shop.stopFirst();
    await shop.makeDue(id);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
    expect(shop.inventory.committed.filter((committed) => committed === id)).toHaveLength(1);
    expect(available()).toBe(9);
  });
});
