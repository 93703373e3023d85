import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { customer, eventually, kindsOf, openShop, staff, type Shop } from './shop.ts';

describe('events of payment', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const cancel = (viewer: Viewer, orderId: string) =>
    shop.act(viewer, 'cancelOrder', { orderId, idempotencyKey: newId() });

  it('makes an order PAID, once, when the capture is told twice', async () => {
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    const eventId = newId();
    await Promise.all([shop.tell('PaymentCaptured', id, {}, eventId), shop.tell('PaymentCaptured', id, {}, eventId)]);
    await shop.tell('PaymentCaptured', id);
    const order = await shop.order(viewer, id);
    expect(order).toMatchObject({ status: 'PAID', availableActions: ['CANCEL'] });
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID']);
    expect(await shop.stateOf(id)).toBe('AWAITING_CONFIRMATION');
    await eventually(
      () => shop.events.filter((event) => event.subjectId === id && event.type === 'OrderPaid').length,
      (count) => count === 1,
    );
  });

  it('refuses an event of an order that does not exist yet, and takes it when it comes again', async () => {
    const orderId = newId();
    await expect(shop.tell('PaymentCaptured', orderId, { amountMinor: 1, currency: 'USD' })).rejects.toThrow(
      'no order',
    );
    await expect(shop.tell('PaymentStarted', orderId)).rejects.toThrow('no order');
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    await shop.tell('PaymentCaptured', id);
    expect((await shop.order(viewer, id)).status).toBe('PAID');
  });

  it('keeps an order unpaid when the amount is not its total', async () => {
    const { viewer, id } = await shop.placed();
    await expect(shop.tell('PaymentCaptured', id, { amountMinor: 999 })).rejects.toThrow('999 USD');
    await expect(shop.tell('PaymentCaptured', id, { currency: 'EUR' })).rejects.toThrow('1000 EUR');
    expect((await shop.order(viewer, id)).status).toBe('PENDING_PAYMENT');
  });

  it('cancels a paid order that is refunded in whole, and puts its stock back on sale', async () => {
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    await shop.tell('PaymentCaptured', id);
    await shop.tell('PaymentRefunded', id, { refundId: newId(), amountMinor: 400, remainingMinor: 600 });
    expect((await shop.order(viewer, id)).status).toBe('PAID');
    await shop.tell('PaymentRefunded', id, { refundId: newId(), amountMinor: 600, remainingMinor: 0 });
    const order = await shop.order(staff(), id);
    expect(order).toMatchObject({ status: 'CANCELLED', availableActions: [] });
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'REFUNDED', 'CANCELLED', 'REFUNDED']);
    await eventually(
      () => shop.stateOf(id),
      (state) => state === 'DONE',
    );
  });

  it('takes a refund of the whole again that is told before the capture, and then cancels', async () => {
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    const refunded = () => shop.tell('PaymentRefunded', id, { refundId: newId(), remainingMinor: 0 });
    await expect(refunded()).rejects.toThrow('not paid yet');
    expect(kindsOf(await shop.order(viewer, id))).toEqual(['PLACED']);
    await shop.tell('PaymentCaptured', id);
    await refunded();
    expect((await shop.order(viewer, id)).status).toBe('CANCELLED');
    await refunded();
    expect((await shop.order(viewer, id)).status).toBe('CANCELLED');
  });

  it('shows attempts in the timeline at the time they happened, in whatever order they are told', async () => {
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    const placedAt = new Date((await shop.order(viewer, id)).timeline[0].at).getTime();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const at = (milliseconds: number) => new Date(placedAt + milliseconds).toISOString();
    const events = [
      ['PaymentStarted', at(1)],
      ['PaymentFailed', at(2)],
      ['PaymentStarted', at(3)],
      ['PaymentExpired', at(4)],
      ['PaymentStarted', at(5)],
      ['PaymentCancelled', at(6)],
      ['PaymentStarted', at(7)],
      ['PaymentCaptured', at(8)],
    ].map(([type, occurredAt]) => ({
      id: newId(),
      type: type!,
      version: 1,
      subjectId: id,
      occurredAt: occurredAt!,
      payload: { orderId: id, paymentId: newId(), userId: viewer.userId, amountMinor: 1000, currency: 'USD' },
    }));
    // Each three times, the last ones first.
    for (const event of [...events.toReversed(), ...events, ...events.toReversed()])
      await shop.subgraph.subscriber(event);
    const order = await shop.order(viewer, id);
    expect(order.status).toBe('PAID');
    expect(kindsOf(order)).toEqual([
      'PLACED',
      'PAYMENT_STARTED',
      'PAYMENT_FAILED',
      'PAYMENT_STARTED',
      'PAYMENT_EXPIRED',
      'PAYMENT_STARTED',
      'PAYMENT_FAILED',
      'PAYMENT_STARTED',
      'PAID',
    ]);
    expect(order.timeline[1]).toMatchObject({ actorKind: 'BUYER', actor: { id: viewer.userId } });
    expect(order.timeline[2]).toMatchObject({ actorKind: 'SYSTEM', actor: null, note: 'Declined' });
  });

  it('stands behind earlier steps though clocks are behind, or put back', async () => {
    const { viewer, id } = await shop.placed();
    shop.payment.capture(id);
    await shop.database.db.execute(
      sql`update order_event set at = at + interval 1 hour where order_id = unhex(${id.replaceAll('-', '')})`,
    );
    await shop.tell('PaymentStarted', id);
    await shop.tell('PaymentCaptured', id);
    await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(kindsOf(await shop.order(viewer, id))).toEqual(['PLACED', 'PAYMENT_STARTED', 'PAID', 'CONFIRMED']);
  });

  it('stands before later steps though the clock of payment is ahead', async () => {
    const { id } = await shop.placed();
    shop.payment.capture(id);
    const occurredAt = new Date(Date.now() + 60_000).toISOString();
    await shop.subgraph.subscriber({
      id: newId(),
      type: 'PaymentCaptured',
      version: 1,
      subjectId: id,
      occurredAt,
      payload: { orderId: id, paymentId: newId(), userId: newId(), amountMinor: 1000, currency: 'USD' },
    });
    const { order } = await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CONFIRMED']);
  });

  it('shows a refund in the timeline, once, when it is told twice', async () => {
    const { viewer, id } = await shop.placed();
    await shop.pay(id);
    await cancel(viewer, id);
    const eventId = newId();
    await Promise.all([
      shop.tell('PaymentRefunded', id, { refundId: newId() }, eventId),
      shop.tell('PaymentRefunded', id, { refundId: newId() }, eventId),
    ]);
    const order = await shop.order(viewer, id);
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CANCELLED', 'REFUNDED']);
    expect(order.timeline.at(-1)).toMatchObject({ actorKind: 'SYSTEM', actor: null });
  });

  it('never revives an order that has ended', async () => {
    const { viewer, id } = await shop.placed();
    await cancel(viewer, id);
    await shop.tell('PaymentCaptured', id);
    expect((await shop.order(viewer, id)).status).toBe('CANCELLED');
    expect(await shop.stateOf(id)).toBe('DONE');
  });

  it('keeps an order PAID when the answer to opening its payable comes last', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    shop.payment.faults.delayMs = 400;
    const known = new Set(shop.payment.payables.keys());
    const placing = shop.place(viewer, [{ variantId, quantity: 1 }]);
    const id = await eventually(
      () => [...shop.payment.payables.keys()].find((each) => !known.has(each)),
      (found) => found !== undefined,
    );
    await shop.pay(id!);
    const { order } = await placing;
    shop.payment.faults.delayMs = 0;
    expect(order).toMatchObject({ id, status: 'PAID' });
    expect(await shop.stateOf(id!)).toBe('AWAITING_CONFIRMATION');
  });

  it('takes a capture that comes before the payable is known to be open', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    shop.payment.faults.lostAnswers = 1;
    const { order } = await shop.place(viewer, [{ variantId, quantity: 1 }]);
    expect(await shop.stateOf(order.id)).toBe('OPENING_PAYABLE');
    await shop.pay(order.id);
    expect((await shop.order(viewer, order.id)).status).toBe('PAID');
    expect(await shop.stateOf(order.id)).toBe('AWAITING_CONFIRMATION');
  });
});
