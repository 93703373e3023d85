import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { customer, eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

describe('cancelOrder', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const cancel = (viewer: Viewer, orderId: string, more = {}) =>
    shop.act(viewer, 'cancelOrder', { orderId, idempotencyKey: newId(), ...more });

  it('ends an unpaid order with the reason, and puts its stock back', async () => {
    const { viewer, id, available } = await shop.placed(4);
    const key = newId();
    const { __typename, order } = await cancel(viewer, id, { reason: ' Wrong size ', idempotencyKey: key });
    expect(__typename).toBe('CancelOrderSuccess');
    expect(order.status).toBe('CANCELLED');
    expect(order.timeline.at(-1)).toMatchObject({
      kind: 'CANCELLED',
      actorKind: 'BUYER',
      actor: { id: viewer.userId },
      note: 'Wrong size',
    });
    expect(available()).toBe(10);
    expect(shop.payment.payables.get(id)!.state).toBe('CLOSED');
    const again = await cancel(viewer, id, { reason: 'Wrong size', idempotencyKey: key });
    expect({ ...again.order, serverTime: null }).toEqual({ ...order, serverTime: null });
    expect((await cancel(viewer, id, { reason: 'Other', idempotencyKey: key })).__typename).toBe(
      'IdempotencyConflictError',
    );
    expect(await cancel(viewer, id)).toMatchObject({
      __typename: 'OrderStatusError',
      message: 'This cannot be done now: the order was cancelled.',
      field: null,
    });
  });

  it('lets staff do it, with their name in timeline and audit log', async () => {
    const { id, viewer } = await shop.placed();
    const clerk = staff();
    expect((await cancel(clerk, id)).__typename).toBe('CancelOrderSuccess');
    expect((await shop.order(viewer, id)).timeline.at(-1)).toMatchObject({
      kind: 'CANCELLED',
      actorKind: 'STAFF',
      actor: { id: clerk.userId },
      note: null,
    });
    const [rows] = (await shop.database.db.execute(
      `select action from audit_log where subject_id = unhex('${id.replaceAll('-', '')}')`,
    )) as unknown as [unknown[]];
    expect(rows).toEqual([{ action: 'cancelOrder' }]);
  });

  it('is refused to staff who may read orders and not change them, and leaves them a note', async () => {
    const { id, viewer } = await shop.placed();
    const reader = signedIn({ role: 'STAFF', permissions: ['READ_ORDERS'] });
    expect((await shop.order(reader, id)).status).toBe('PENDING_PAYMENT');
    expect((await cancel(reader, id)).__typename).toBe('NotFoundError');
    expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
    const [rows] = (await shop.database.db.execute(
      `select action, details from audit_log where subject_id = unhex('${id.replaceAll('-', '')}')`,
    )) as unknown as [{ details: string }[]];
    expect(rows).toMatchObject([{ action: 'cancelOrder', details: expect.stringContaining('notFound') }]);
  });

  it('refunds the order when closing the payable finds that the money came first', async () => {
    const { viewer, id, available } = await shop.placed();
    shop.payment.capture(id);
    const { __typename, order } = await cancel(viewer, id, { reason: 'Too late' });
    expect(__typename).toBe('CancelOrderSuccess');
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CANCELLED']);
    expect(order.timeline.at(-1)).toMatchObject({ actorKind: 'BUYER', note: 'Too late' });
    await shop.tell('PaymentCaptured', id);
    expect(kindsOf(await shop.order(viewer, id))).toEqual(['PLACED', 'PAID', 'CANCELLED']);
    expect(available()).toBe(10);
    expect(shop.payment.refunded).toContain(id);
    expect(await shop.stateOf(id)).toBe('DONE');

    const other = await shop.placed();
    shop.payment.faults.isDown = true;
    expect((await cancel(other.viewer, other.id)).__typename).toBe('ServiceUnavailableError');
    shop.payment.faults.isDown = false;
    await shop.pay(other.id);
    expect((await shop.order(other.viewer, other.id)).status).toBe('CANCELLED');
    await shop.makeDue(other.id);
    await eventually(
      () => shop.stateOf(other.id),
      (state) => state === 'DONE',
    );
    expect(shop.payment.refunded).toContain(other.id);
    expect(other.available()).toBe(10);
  });

  describe('of a paid order', () => {
    const paid = async () => {
      const order = await shop.placed();
      await shop.pay(order.id);
      return order;
    };

    it('puts the stock back, has the money refunded, and cancels once', async () => {
      const { viewer, id, available } = await paid();
      const { __typename, order } = await cancel(viewer, id, { reason: 'Changed my mind' });
      expect([__typename, order.status]).toEqual(['CancelOrderSuccess', 'CANCELLED']);
      expect(order.timeline.at(-1)).toMatchObject({ kind: 'CANCELLED', actorKind: 'BUYER', note: 'Changed my mind' });
      expect(order.unavailableActions).toContainEqual({ action: 'CANCEL', reason: 'ENDED' });
      expect(available()).toBe(10);
      expect(shop.payment.refunded).toContain(id);
      expect(await shop.stateOf(id)).toBe('DONE');
      expect((await cancel(viewer, id)).__typename).toBe('OrderStatusError');
    });

    it('is for staff too, with an audit row, and for no stranger', async () => {
      const { id } = await paid();
      expect((await cancel(customer(), id)).__typename).toBe('NotFoundError');
      expect((await cancel(staff(), id)).__typename).toBe('CancelOrderSuccess');
      const [rows] = (await shop.database.db.execute(
        `select action from audit_log where subject_id = unhex('${id.replaceAll('-', '')}')`,
      )) as unknown as [unknown[]];
      expect(rows).toEqual([{ action: 'cancelOrder' }]);
    });

    it('is refused once the order is confirmed', async () => {
      const { viewer, id } = await paid();
      await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
      expect(await cancel(viewer, id)).toMatchObject({
        __typename: 'OrderStatusError',
        order: { status: 'CONFIRMED' },
      });
      expect(shop.payment.refunded).not.toContain(id);
    });

    it('or confirming it wins, never both or neither', async () => {
      const orders = await Promise.all(Array.from({ length: 30 }, paid));
      await Promise.all(
        orders.map(async ({ viewer, id, available }) => {
          const [cancelled, confirmed] = await Promise.all([
            cancel(viewer, id),
            shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() }),
            cancel(viewer, id),
          ]);
          const isCancelled =
            cancelled.__typename === 'CancelOrderSuccess' || (await shop.order(viewer, id)).status === 'CANCELLED';
          expect(confirmed.__typename === 'ConfirmOrderSuccess').toBe(!isCancelled);
          await eventually(
            () => shop.stateOf(id),
            (state) => state === 'DONE',
          );
          expect(kindsOf(await shop.order(viewer, id))).toEqual([
            'PLACED',
            'PAID',
            isCancelled ? 'CANCELLED' : 'CONFIRMED',
          ]);
          expect(available()).toBe(isCancelled ? 10 : 9);
          expect(shop.payment.refunded.includes(id)).toBe(isCancelled);
          expect(shop.inventory.committed.includes(id)).toBe(!isCancelled);
        }),
      );
    });

    it.each(['inventory', 'payment'] as const)('goes on after the answer of %s is lost', async (who) => {
      const { viewer, id, available } = await paid();
      shop[who].faults.lostAnswers = 1;
      expect((await cancel(viewer, id)).__typename).toBe('CancelOrderSuccess');
      expect(await shop.stateOf(id)).toBe(who === 'inventory' ? 'RELEASING_PAID_STOCK' : 'REFUNDING');
      await shop.makeDue(id);
      await eventually(
        () => shop.stateOf(id),
        (state) => state === 'DONE',
      );
      expect(available()).toBe(10);
      expect(shop.inventory.released.filter((each) => each === id)).toHaveLength(1);
      expect(shop.payment.refunded.filter((each) => each === id)).toHaveLength(1);
    });

    it('is refunded when payment answers again, however long that takes', async () => {
      const { viewer, id } = await paid();
      shop.payment.faults.isDown = true;
      expect((await cancel(viewer, id)).order.status).toBe('CANCELLED');
      for (let times = 0; times < 3; times++) {
        await shop.makeDue(id);
        await eventually(
          () => shop.sagaOf(id),
          (saga) => Number(saga['attempts']) > times + 1,
        );
      }
      expect(await shop.stateOf(id)).toBe('REFUNDING');
      shop.payment.faults.isDown = false;
      await shop.makeDue(id);
      await eventually(
        () => shop.stateOf(id),
        (state) => state === 'DONE',
      );
      expect(shop.payment.refunded).toContain(id);
    });
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
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
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
        await eventually(
          () => shop.stateOf(id),
          (state) => state === 'DONE' || state === 'AWAITING_CONFIRMATION',
        );
        const order = await shop.order(viewer, id);
        const isCaptured = shop.payment.payables.get(id)!.state === 'CAPTURED';
        // The end of the hold may leave the order paid; a cancellation gives the money back.
        const isKept = order.status === 'PAID';
        if (isKept) expect(isCaptured).toBe(true);
        expect(kindsOf(order)).toEqual(
          isKept ? ['PLACED', 'PAID'] : isCaptured ? ['PLACED', 'PAID', 'CANCELLED'] : ['PLACED', order.status],
        );
        expect(available()).toBe(isKept ? 9 : 10);
        expect(shop.payment.refunded.includes(id)).toBe(isCaptured && !isKept);
        expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(isKept ? 0 : 1);
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
