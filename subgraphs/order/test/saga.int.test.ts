import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

describe('the saga of an order', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const place = async (quantity = 1) => {
    const viewer = customer();
    const variantId = shop.inventory.stock(10);
    const { order } = await shop.place(viewer, [{ variantId, quantity }]);
    return { viewer, variantId, id: order.id as string, available: () => shop.inventory.variants.get(variantId)!.available };
  };
  const stateOf = async (id: string) => (await shop.sagaOf(id))['state'];
  const endHold = async (id: string) => {
    await shop.database.db.execute(`update orders set hold_expires_at = utc_timestamp(3) where id = unhex('${id.replaceAll('-', '')}')`);
    await shop.makeDue(id);
  };
  const cancel = (viewer: Parameters<Shop['act']>[0], orderId: string, more = {}) => shop.act(viewer, 'cancelOrder', { orderId, idempotencyKey: newId(), ...more });

  describe('payment events', () => {
    it('makes an order PAID, once, when the capture is told twice', async () => {
      const { viewer, id } = await place();
      shop.payment.capture(id);
      const eventId = newId();
      await Promise.all([shop.tell('PaymentCaptured', id, {}, eventId), shop.tell('PaymentCaptured', id, {}, eventId)]);
      await shop.tell('PaymentCaptured', id);
      const order = await shop.order(viewer, id);
      expect(order).toMatchObject({ status: 'PAID', availableActions: [] });
      expect(kindsOf(order)).toEqual(['PLACED', 'PAID']);
      expect(await stateOf(id)).toBe('AWAITING_CONFIRMATION');
      await eventually(() => shop.events.filter((event) => event.subjectId === id && event.type === 'OrderPaid').length, (count) => count === 1);
    });

    it('refuses an event of an order that does not exist yet, and takes it when it comes again', async () => {
      const orderId = newId();
      await expect(shop.tell('PaymentCaptured', orderId, { amountMinor: 1, currency: 'USD' })).rejects.toThrow('no order');
      await expect(shop.tell('PaymentStarted', orderId)).rejects.toThrow('no order');
      const { viewer, id } = await place();
      shop.payment.capture(id);
      await shop.tell('PaymentCaptured', id);
      expect((await shop.order(viewer, id)).status).toBe('PAID');
    });

    it('keeps an order unpaid when the amount is not its total', async () => {
      const { viewer, id } = await place();
      await expect(shop.tell('PaymentCaptured', id, { amountMinor: 999 })).rejects.toThrow('999 USD');
      await expect(shop.tell('PaymentCaptured', id, { currency: 'EUR' })).rejects.toThrow('1000 EUR');
      expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
    });

    it('shows attempts in the timeline at the time they happened, in whatever order they are told', async () => {
      const { viewer, id } = await place();
      shop.payment.capture(id);
      const placedAt = new Date((await shop.order(viewer, id)).placedAt).getTime();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const at = (milliseconds: number) => new Date(placedAt + milliseconds).toISOString();
      const events = [
        ['PaymentStarted', at(1)], ['PaymentFailed', at(2)], ['PaymentStarted', at(3)], ['PaymentExpired', at(4)],
        ['PaymentStarted', at(5)], ['PaymentCancelled', at(6)], ['PaymentStarted', at(7)], ['PaymentCaptured', at(8)],
      ].map(([type, occurredAt]) => ({
        id: newId(), type: type!, version: 1, subjectId: id, occurredAt: occurredAt!,
        payload: { orderId: id, paymentId: newId(), amountMinor: 1000, currency: 'USD' },
      }));
      // Each three times, the last ones first.
      for (const event of [...events.toReversed(), ...events, ...events.toReversed()]) await shop.subgraph.subscriber(event);
      const order = await shop.order(viewer, id);
      expect(order.status).toBe('PAID');
      expect(kindsOf(order)).toEqual([
        'PLACED', 'PAYMENT_STARTED', 'PAYMENT_FAILED', 'PAYMENT_STARTED', 'PAYMENT_EXPIRED', 'PAYMENT_STARTED', 'PAYMENT_FAILED', 'PAYMENT_STARTED', 'PAID',
      ]);
      expect(order.timeline[1]).toMatchObject({ actorKind: 'BUYER', actor: { id: viewer.userId } });
      expect(order.timeline[2]).toMatchObject({ actorKind: 'SYSTEM', actor: null, note: 'Declined' });
    });

    it('stands before later steps though the clock of payment is ahead', async () => {
      const { id } = await place();
      shop.payment.capture(id);
      const occurredAt = new Date(Date.now() + 60_000).toISOString();
      await shop.subgraph.subscriber({ id: newId(), type: 'PaymentCaptured', version: 1, subjectId: id, occurredAt, payload: { orderId: id, amountMinor: 1000, currency: 'USD' } });
      const { order } = await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
      expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CONFIRMED']);
    });

    it('never revives an order that has ended', async () => {
      const { viewer, id } = await place();
      await cancel(viewer, id);
      await shop.tell('PaymentCaptured', id);
      expect((await shop.order(viewer, id)).status).toBe('CANCELLED');
      expect(await stateOf(id)).toBe('DONE');
    });

    it('keeps an order PAID when the answer to opening its payable comes last', async () => {
      const viewer = customer();
      const variantId = shop.inventory.stock(5);
      shop.payment.faults.delayMs = 400;
      const known = new Set(shop.payment.payables.keys());
      const placing = shop.place(viewer, [{ variantId, quantity: 1 }]);
      const id = await eventually(() => [...shop.payment.payables.keys()].find((each) => !known.has(each)), (found) => found !== undefined);
      await shop.pay(id!);
      const { order } = await placing;
      shop.payment.faults.delayMs = 0;
      expect(order).toMatchObject({ id, status: 'PAID' });
      expect(await stateOf(id!)).toBe('AWAITING_CONFIRMATION');
    });

    it('takes a capture that comes before the payable is known to be open', async () => {
      const viewer = customer();
      const variantId = shop.inventory.stock(5);
      shop.payment.faults.lostAnswers = 1;
      const { order } = await shop.place(viewer, [{ variantId, quantity: 1 }]);
      expect(await stateOf(order.id)).toBe('OPENING_PAYABLE');
      await shop.pay(order.id);
      expect((await shop.order(viewer, order.id)).status).toBe('PAID');
      expect(await stateOf(order.id)).toBe('AWAITING_CONFIRMATION');
    });
  });

  describe('the end of the hold', () => {
    it('expires an order and puts its stock back, exactly once', async () => {
      const { viewer, id, available } = await place(3);
      expect(available()).toBe(7);
      await endHold(id);
      await eventually(() => stateOf(id), (state) => state === 'DONE');
      const order = await shop.order(viewer, id);
      expect(order).toMatchObject({ status: 'EXPIRED', availableActions: [] });
      expect(order.timeline.at(-1)).toMatchObject({ kind: 'EXPIRED', actorKind: 'SYSTEM', actor: null });
      expect(available()).toBe(10);
      expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(1);
      await eventually(() => shop.events.some((event) => event.subjectId === id && event.type === 'OrderExpired'), Boolean);
    });

    it('takes no payment, by its own word, from the moment the hold has run out', async () => {
      const { viewer, id } = await place();
      await shop.database.db.execute(`update orders set hold_expires_at = utc_timestamp(3) where id = unhex('${id.replaceAll('-', '')}')`);
      expect((await shop.order(viewer, id)).availableActions).toEqual(['UPDATE', 'CANCEL']);
    });

    it('does not end an order before', async () => {
      const { viewer, id } = await place();
      await shop.makeDue(id);
      await eventually(async () => (await shop.sagaOf(id))['next_run_at'] as Date, (next) => String(next) > '2000');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
    });

    it('is PAID when the money came first, though nobody told', async () => {
      const { viewer, id, available } = await place();
      shop.payment.capture(id);
      await endHold(id);
      await eventually(() => stateOf(id), (state) => state === 'AWAITING_CONFIRMATION');
      // The event comes late.
      await shop.tell('PaymentCaptured', id);
      const order = await shop.order(viewer, id);
      expect(order.status).toBe('PAID');
      expect(kindsOf(order)).toEqual(['PLACED', 'PAID']);
      expect(available()).toBe(9);
    });

    it('releases nothing while payment does not answer', async () => {
      const { viewer, id, available } = await place();
      shop.payment.faults.isDown = true;
      await endHold(id);
      await eventually(async () => Number((await shop.sagaOf(id))['attempts']), (attempts) => attempts > 0);
      expect(await stateOf(id)).toBe('CLOSING_PAYABLE');
      expect(available()).toBe(9);
      expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
      shop.payment.faults.isDown = false;
      await shop.makeDue(id);
      await eventually(() => stateOf(id), (state) => state === 'DONE');
      expect(available()).toBe(10);
    });

    it('releases nothing on any other answer than CLOSED', async () => {
      const { id, available } = await place();
      shop.payment.faults.override = { answer: { __typename: 'ClosePayableSuccess', state: 'OPEN' } };
      await endHold(id);
      await eventually(async () => (await shop.sagaOf(id))['last_error'], (error) => error === 'The payable stays open');
      shop.payment.faults.override = { answer: { __typename: 'PayableConflict', message: 'Other amount' } };
      await shop.makeDue(id);
      await eventually(async () => (await shop.sagaOf(id))['last_error'], (error) => error === 'Other amount');
      shop.payment.faults.override = { answer: { __typename: 'SomethingNew' } };
      await shop.makeDue(id);
      await eventually(async () => (await shop.sagaOf(id))['last_error'], (error) => String(error).includes('unknown shape'));
      expect(available()).toBe(9);
      shop.payment.faults.override = null;
      await shop.makeDue(id);
      await eventually(() => stateOf(id), (state) => state === 'DONE');
    });

    it('expires an order whose payable was never opened', async () => {
      const viewer = customer();
      const variantId = shop.inventory.stock(5);
      shop.payment.faults.isDown = true;
      const { order } = await shop.place(viewer, [{ variantId, quantity: 1 }]);
      shop.payment.faults.isDown = false;
      await endHold(order.id);
      await eventually(() => stateOf(order.id), (state) => state === 'DONE');
      expect((await shop.order(viewer, order.id)).status).toBe('EXPIRED');
      expect(shop.payment.payables.get(order.id)!.state).toBe('CLOSED');
    });

    it('releases once when each answer is lost after its effect', async () => {
      const { id, available } = await place(2);
      shop.payment.faults.lostAnswers = 1;
      await endHold(id);
      await eventually(async () => Number((await shop.sagaOf(id))['attempts']), (attempts) => attempts === 1);
      shop.inventory.faults.lostAnswers = 1;
      await shop.makeDue(id);
      await eventually(() => stateOf(id), (state) => state === 'RELEASING_STOCK');
      await eventually(async () => Number((await shop.sagaOf(id))['attempts']), (attempts) => attempts === 1);
      await shop.makeDue(id);
      await eventually(() => stateOf(id), (state) => state === 'DONE');
      expect(available()).toBe(10);
      expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(1);
    });

    it('is either PAID or EXPIRED, never both, when the capture comes at that moment', async () => {
      const orders = await Promise.all(Array.from({ length: 20 }, () => place()));
      await Promise.all(
        orders.map(async ({ id }, index) => {
          await endHold(id);
          await new Promise((resolve) => setTimeout(resolve, index * 40));
          if (shop.payment.capture(id)) await shop.tell('PaymentCaptured', id);
        }),
      );
      for (const { id, viewer, available } of orders) {
        await eventually(() => stateOf(id), (state) => state === 'DONE' || state === 'AWAITING_CONFIRMATION');
        const isCaptured = shop.payment.payables.get(id)!.state === 'CAPTURED';
        const order = await shop.order(viewer, id);
        expect([order.status, available(), kindsOf(order)]).toEqual(isCaptured ? ['PAID', 9, ['PLACED', 'PAID']] : ['EXPIRED', 10, ['PLACED', 'EXPIRED']]);
      }
    });
  });

  describe('cancelOrder', () => {
    it('ends an unpaid order with the reason, and puts its stock back', async () => {
      const { viewer, id, available } = await place(4);
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
      const { id, viewer } = await place();
      const clerk = staff();
      expect((await cancel(clerk, id)).__typename).toBe('CancelOrderSuccess');
      expect((await shop.order(viewer, id)).timeline.at(-1)).toMatchObject({ kind: 'CANCELLED', actorKind: 'STAFF', actor: { id: clerk.userId }, note: null });
      const [rows] = (await shop.database.db.execute(`select action from audit_log where subject_id = unhex('${id.replaceAll('-', '')}')`)) as unknown as [unknown[]];
      expect(rows).toEqual([{ action: 'cancelOrder' }]);
    });

    it('makes the order PAID instead when the money came first', async () => {
      const { viewer, id, available } = await place();
      shop.payment.capture(id);
      expect(await cancel(viewer, id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'PAID' } });
      expect(available()).toBe(9);
      expect(await cancel(viewer, id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'PAID' } });
    });

    it('keeps the intent while payment does not answer, and carries it out', async () => {
      const { viewer, id, available } = await place();
      shop.payment.faults.isDown = true;
      const key = { idempotencyKey: newId() };
      expect((await cancel(viewer, id, key)).__typename).toBe('ServiceUnavailableError');
      expect((await cancel(viewer, id)).__typename).toBe('ServiceUnavailableError');
      expect(available()).toBe(9);
      shop.payment.faults.isDown = false;
      await shop.makeDue(id);
      await eventually(() => stateOf(id), (state) => state === 'DONE');
      expect((await cancel(viewer, id, key)).order.status).toBe('CANCELLED');
      expect(available()).toBe(10);
    });

    it('has one winner against the end of the hold, a capture and itself', async () => {
      const orders = await Promise.all(Array.from({ length: 12 }, () => place()));
      await Promise.all(
        orders.map(async ({ id, viewer, available }, index) => {
          await Promise.all([
            endHold(id),
            cancel(viewer, id),
            cancel(viewer, id),
            (async () => {
              await new Promise((resolve) => setTimeout(resolve, index));
              if (shop.payment.capture(id)) await shop.tell('PaymentCaptured', id);
            })(),
          ]);
          await eventually(() => stateOf(id), (state) => state === 'DONE' || state === 'AWAITING_CONFIRMATION');
          const order = await shop.order(viewer, id);
          const isCaptured = shop.payment.payables.get(id)!.state === 'CAPTURED';
          expect(isCaptured ? ['PAID'] : ['CANCELLED', 'EXPIRED']).toContain(order.status);
          expect(kindsOf(order)).toEqual(['PLACED', order.status]);
          expect(available()).toBe(isCaptured ? 9 : 10);
          expect(shop.inventory.released.filter((released) => released === id)).toHaveLength(isCaptured ? 0 : 1);
        }),
      );
    });

    it('answers for somebody else as for an order that does not exist', async () => {
      const { id, viewer } = await place();
      const missing = await cancel(viewer, newId());
      expect(missing).toMatchObject({ __typename: 'NotFoundError', field: ['input', 'orderId'] });
      expect(await cancel(customer(), id)).toEqual(missing);
      expect(await cancel(viewer, 'no id')).toEqual(missing);
      expect(await stateOf(id)).toBe('AWAITING_PAYMENT');
    });
  });

  it('goes on with a step whose process died after its effect, on another instance', async () => {
    const { id, available } = await place();
    await shop.pay(id);
    // As a process leaves it that dies between the commit of the confirmation and the answer of the inventory.
    shop.inventory.faults.lostAnswers = 1;
    await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(await stateOf(id)).toBe('COMMITTING_STOCK');
    await shop.stopFirst();
    await shop.makeDue(id);
    await eventually(() => stateOf(id), (state) => state === 'DONE');
    expect(shop.inventory.committed.filter((committed) => committed === id)).toHaveLength(1);
    expect(available()).toBe(9);
  });
});
